"""What the JSON-LD context of Web Annotations says, in our words, so that nothing is fetched.

Only the terms that are used here; the names and IRIs are those of the recommendation
(Web Annotation Vocabulary, appendix A).
"""

from __future__ import annotations

from typing import Any

NAMESPACES = {
    "oa": "http://www.w3.org/ns/oa#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "as": "http://www.w3.org/ns/activitystreams#",
}

CLASSES = {
    **{
        name: f"oa:{name}"
        for name in ("Annotation", "TextualBody", "SpecificResource", "TextQuoteSelector")
    },
    "TextPositionSelector": "oa:TextPositionSelector",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "Person": "foaf:Person",
}

MOTIVATIONS = {
    name: f"oa:{name}"
    for name in ("commenting", "tagging", "classifying", "highlighting", "linking", "replying")
}


def _iri(term: str, kind: str = "@id") -> dict[str, str]:
    return {"@type": kind, "@id": term}


CONTEXT: dict[str, Any] = {
    "@context": {
        **NAMESPACES,
        **CLASSES,
        **MOTIVATIONS,
        "id": "@id",
        "type": "@type",
        "body": _iri("oa:hasBody"),
        "target": _iri("oa:hasTarget"),
        "source": _iri("oa:hasSource"),
        "selector": _iri("oa:hasSelector"),
        "creator": _iri("dcterms:creator"),
        "motivation": _iri("oa:motivatedBy", "@vocab"),
        "purpose": _iri("oa:hasPurpose", "@vocab"),
        "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
        "first": _iri("as:first"),
        "created": _iri("dcterms:created", "xsd:dateTime"),
        "modified": _iri("dcterms:modified", "xsd:dateTime"),
        "start": _iri("oa:start", "xsd:nonNegativeInteger"),
        "end": _iri("oa:end", "xsd:nonNegativeInteger"),
        "total": _iri("as:totalItems", "xsd:nonNegativeInteger"),
        "startIndex": _iri("as:startIndex", "xsd:nonNegativeInteger"),
        "exact": "oa:exact",
        "prefix": "oa:prefix",
        "suffix": "oa:suffix",
        "value": "rdf:value",
        "format": "dc:format",
        "name": "foaf:name",
        "label": _iri("rdfs:label", "xsd:string"),
    }
}


def load(url: str, options: object = None) -> dict[str, Any]:
    """The loader for the processor: this context, and nothing else."""
    del options
    if url != "http://www.w3.org/ns/anno.jsonld":
        raise ValueError(url)
    return {"contextUrl": None, "documentUrl": url, "document": CONTEXT}
