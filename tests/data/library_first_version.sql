BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'piyue','first','2026-11-22 17:33:43.528+00:00');
CREATE TABLE annotation(
      n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, made INTEGER NOT NULL,
      set_by TEXT NOT NULL,
      report TEXT NOT NULL REFERENCES report(id) DEFERRABLE INITIALLY DEFERRED,
      scope TEXT NOT NULL, start INTEGER, "end" INTEGER, quote TEXT, prefix TEXT, suffix TEXT,
      state TEXT NOT NULL, comment TEXT NOT NULL,
      reviewer TEXT NOT NULL REFERENCES reviewer(id) DEFERRABLE INITIALLY DEFERRED,
      created TEXT NOT NULL, edited TEXT NOT NULL,
      CHECK((start IS NULL) = ("end" IS NULL) AND (start IS NULL OR 0 <= start)
            AND (start IS NULL OR start <= "end"))) STRICT;
INSERT INTO "annotation" VALUES(1,'6defeb28-b320-4e81-8d62-aaafc3d66313',4,'{"comment":6}','0910fabf-699c-5b7d-a4ec-3e28a122278e','passage',3,9,'2023年度','云岭区','法治政府建设情况报告
2023年，云岭区坚持依法行政。𠮷祥街道率','exact','意见二','00000000-0000-4000-8000-00000000000a','2026-03-01T12:00:00.000000Z','2026-03-01T12:00:00.000000Z');
INSERT INTO "annotation" VALUES(2,'463b7265-5aa6-40ac-aba9-31ea6bfb939c',8,'{}','0910fabf-699c-5b7d-a4ec-3e28a122278e','report',NULL,NULL,NULL,NULL,NULL,'exact','整份','00000000-0000-4000-8000-00000000000a','2026-03-01T12:00:00.000000Z','2026-03-01T12:00:00.000000Z');
CREATE TABLE annotation_tag(
      annotation INTEGER NOT NULL REFERENCES annotation(n) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      tag TEXT NOT NULL REFERENCES tag(id) DEFERRABLE INITIALLY DEFERRED,
      PRIMARY KEY(annotation, position)) STRICT, WITHOUT ROWID;
INSERT INTO "annotation_tag" VALUES(1,0,'22f7b6b8-2cef-4eac-a216-2a59c1949284');
CREATE TABLE change(
      n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, device TEXT NOT NULL,
      sequence INTEGER NOT NULL, lamport INTEGER NOT NULL, reviewer TEXT NOT NULL,
      at TEXT NOT NULL, action TEXT NOT NULL, reverses TEXT, edits TEXT NOT NULL,
      UNIQUE(device, sequence)) STRICT;
INSERT INTO "change" VALUES(1,'83b3391f-4567-4ea7-8232-25ac611847b8','00000000-0000-4000-8000-000000000001',1,1,'00000000-0000-4000-8000-00000000000a','2026-03-01T12:00:00.000000Z','reviewer',NULL,'[["reviewer","00000000-0000-4000-8000-00000000000a",null,{"name":"李审阅"},{}]]');
INSERT INTO "change" VALUES(2,'08fbd531-6bb5-430c-bc76-b0370a23666e','00000000-0000-4000-8000-000000000001',2,2,'00000000-0000-4000-8000-00000000000a','2026-03-01T12:00:01.000000Z','create_tag',NULL,'[["tag","22f7b6b8-2cef-4eac-a216-2a59c1949284",null,{"name":"行政复议","parent":null,"code":"","kind":"topic","colour":"slate","position":0,"slot":1,"short_name":"","english":"","definition":"","keywords":[],"retired":false},{}]]');
INSERT INTO "change" VALUES(3,'2c0737bf-c72f-441c-8bd4-067a4acd0f9a','00000000-0000-4000-8000-000000000001',3,3,'00000000-0000-4000-8000-00000000000a','2026-03-01T12:00:03.000000Z','import',NULL,'[["report","0910fabf-699c-5b7d-a4ec-3e28a122278e",null,{"title":{"value":"云岭区2023年度法治政府建设情况报告","source":"text"},"organisation":{"value":"云岭区人民政府","source":"text"},"region":{"value":"重庆","source":"text"},"level":{"value":"county","source":"text"},"year":{"value":"2023","source":"text"},"published_on":{"value":null,"source":null},"signed_on":{"value":null,"source":null},"filed_on":{"value":null,"source":null},"index_number":{"value":null,"source":null},"text_sha256":"d24268847463b37df4bedae03e620fc12e02db58cd058f979e581b230d3883c5","characters":181,"file_name":"云岭区2023.txt","file_sha256":"1b3246b6ba9e5b561343dbd86a9ab0a5aa3a42c9baae758b30bc5971b33fdda1","media_type":"text/plain","imported":"2026-03-01T12:00:02.000000Z","notes":[],"body":[0,181],"furniture":[],"sections":[]},{}]]');
INSERT INTO "change" VALUES(4,'5b55ada4-c772-4b17-8a59-1fd8f54de5f4','00000000-0000-4000-8000-000000000001',4,4,'00000000-0000-4000-8000-00000000000a','2026-03-01T12:00:04.000000Z','annotate',NULL,'[["annotation","6defeb28-b320-4e81-8d62-aaafc3d66313",null,{"report":"0910fabf-699c-5b7d-a4ec-3e28a122278e","scope":"passage","start":3,"end":9,"quote":"2023年度","prefix":"云岭区","suffix":"法治政府建设情况报告\n2023年，云岭区坚持依法行政。𠮷祥街道率","state":"exact","tags":["22f7b6b8-2cef-4eac-a216-2a59c1949284"],"comment":"意见","reviewer":"00000000-0000-4000-8000-00000000000a","created":"2026-03-01T12:00:00.000000Z","edited":"2026-03-01T12:00:00.000000Z"},{}]]');
INSERT INTO "change" VALUES(5,'314aa963-2e95-4e32-aed8-0e94b5be8bd5','00000000-0000-4000-8000-000000000001',5,5,'00000000-0000-4000-8000-00000000000a','2026-03-01T12:00:05.000000Z','annotate',NULL,'[["annotation","463b7265-5aa6-40ac-aba9-31ea6bfb939c",null,{"report":"0910fabf-699c-5b7d-a4ec-3e28a122278e","scope":"report","start":null,"end":null,"quote":null,"prefix":null,"suffix":null,"state":"exact","tags":[],"comment":"整份","reviewer":"00000000-0000-4000-8000-00000000000a","created":"2026-03-01T12:00:00.000000Z","edited":"2026-03-01T12:00:00.000000Z"},{}]]');
INSERT INTO "change" VALUES(6,'4bb50363-29d2-4128-bf86-8405f51b5930','00000000-0000-4000-8000-000000000001',6,6,'00000000-0000-4000-8000-00000000000a','2026-03-01T12:00:06.000000Z','set',NULL,'[["annotation","6defeb28-b320-4e81-8d62-aaafc3d66313",{"comment":"意见"},{"comment":"意见二"},{"comment":"5b55ada4-c772-4b17-8a59-1fd8f54de5f4"}]]');
INSERT INTO "change" VALUES(7,'e912b29d-358c-4068-90df-4372c0185148','00000000-0000-4000-8000-000000000001',7,7,'00000000-0000-4000-8000-00000000000a','2026-03-01T12:00:07.000000Z','delete',NULL,'[["annotation","463b7265-5aa6-40ac-aba9-31ea6bfb939c",{"report":"0910fabf-699c-5b7d-a4ec-3e28a122278e","scope":"report","start":null,"end":null,"quote":null,"prefix":null,"suffix":null,"state":"exact","comment":"整份","reviewer":"00000000-0000-4000-8000-00000000000a","created":"2026-03-01T12:00:00.000000Z","edited":"2026-03-01T12:00:00.000000Z","tags":[]},null,{"report":"314aa963-2e95-4e32-aed8-0e94b5be8bd5","scope":"314aa963-2e95-4e32-aed8-0e94b5be8bd5","start":"314aa963-2e95-4e32-aed8-0e94b5be8bd5","end":"314aa963-2e95-4e32-aed8-0e94b5be8bd5","quote":"314aa963-2e95-4e32-aed8-0e94b5be8bd5","prefix":"314aa963-2e95-4e32-aed8-0e94b5be8bd5","suffix":"314aa963-2e95-4e32-aed8-0e94b5be8bd5","state":"314aa963-2e95-4e32-aed8-0e94b5be8bd5","comment":"314aa963-2e95-4e32-aed8-0e94b5be8bd5","reviewer":"314aa963-2e95-4e32-aed8-0e94b5be8bd5","created":"314aa963-2e95-4e32-aed8-0e94b5be8bd5","edited":"314aa963-2e95-4e32-aed8-0e94b5be8bd5","tags":"314aa963-2e95-4e32-aed8-0e94b5be8bd5"}]]');
INSERT INTO "change" VALUES(8,'8d627f2c-e8a9-4439-8c8d-9a0594c15fdc','00000000-0000-4000-8000-000000000001',8,8,'00000000-0000-4000-8000-00000000000a','2026-03-01T12:00:08.000000Z','undo','e912b29d-358c-4068-90df-4372c0185148','[["annotation","463b7265-5aa6-40ac-aba9-31ea6bfb939c",null,{"report":"0910fabf-699c-5b7d-a4ec-3e28a122278e","scope":"report","start":null,"end":null,"quote":null,"prefix":null,"suffix":null,"state":"exact","comment":"整份","reviewer":"00000000-0000-4000-8000-00000000000a","created":"2026-03-01T12:00:00.000000Z","edited":"2026-03-01T12:00:00.000000Z","tags":[]},{"report":"e912b29d-358c-4068-90df-4372c0185148","scope":"e912b29d-358c-4068-90df-4372c0185148","start":"e912b29d-358c-4068-90df-4372c0185148","end":"e912b29d-358c-4068-90df-4372c0185148","quote":"e912b29d-358c-4068-90df-4372c0185148","prefix":"e912b29d-358c-4068-90df-4372c0185148","suffix":"e912b29d-358c-4068-90df-4372c0185148","state":"e912b29d-358c-4068-90df-4372c0185148","comment":"e912b29d-358c-4068-90df-4372c0185148","reviewer":"e912b29d-358c-4068-90df-4372c0185148","created":"e912b29d-358c-4068-90df-4372c0185148","edited":"e912b29d-358c-4068-90df-4372c0185148","tags":"e912b29d-358c-4068-90df-4372c0185148"}]]');
INSERT INTO "change" VALUES(9,'6677000f-8dda-43dd-afb2-3b84dc6ce70f','00000000-0000-4000-8000-000000000001',9,9,'00000000-0000-4000-8000-00000000000a','2026-03-01T12:00:09.000000Z','status',NULL,'[["status","0910fabf-699c-5b7d-a4ec-3e28a122278e/00000000-0000-4000-8000-00000000000a",null,{"status":"reading"},{}]]');
INSERT INTO "change" VALUES(10,'bd155984-3047-4087-9442-1e4fed9148f0','00000000-0000-4000-8000-000000000001',10,10,'00000000-0000-4000-8000-00000000000a','2026-03-01T12:00:10.000000Z','annotate',NULL,'[["annotation","d1b2643f-8b5c-4a09-b2b5-5de803a581b6",null,{"report":"0910fabf-699c-5b7d-a4ec-3e28a122278e","scope":"passage","start":20,"end":24,"quote":"2023","prefix":"云岭区2023年度法治政府建设情况报告\n","suffix":"年，云岭区坚持依法行政。𠮷祥街道率先完成改革，mixed 中En","state":"exact","tags":["22f7b6b8-2cef-4eac-a216-2a59c1949284"],"comment":"","reviewer":"00000000-0000-4000-8000-00000000000a","created":"2026-03-01T12:00:00.000000Z","edited":"2026-03-01T12:00:00.000000Z"},{}]]');
INSERT INTO "change" VALUES(11,'344ebbd6-f880-4d79-aa92-e616e0af389f','00000000-0000-4000-8000-000000000001',11,11,'00000000-0000-4000-8000-00000000000a','2026-03-01T12:00:11.000000Z','delete',NULL,'[["annotation","d1b2643f-8b5c-4a09-b2b5-5de803a581b6",{"report":"0910fabf-699c-5b7d-a4ec-3e28a122278e","scope":"passage","start":20,"end":24,"quote":"2023","prefix":"云岭区2023年度法治政府建设情况报告\n","suffix":"年，云岭区坚持依法行政。𠮷祥街道率先完成改革，mixed 中En","state":"exact","comment":"","reviewer":"00000000-0000-4000-8000-00000000000a","created":"2026-03-01T12:00:00.000000Z","edited":"2026-03-01T12:00:00.000000Z","tags":["22f7b6b8-2cef-4eac-a216-2a59c1949284"]},null,{"report":"bd155984-3047-4087-9442-1e4fed9148f0","scope":"bd155984-3047-4087-9442-1e4fed9148f0","start":"bd155984-3047-4087-9442-1e4fed9148f0","end":"bd155984-3047-4087-9442-1e4fed9148f0","quote":"bd155984-3047-4087-9442-1e4fed9148f0","prefix":"bd155984-3047-4087-9442-1e4fed9148f0","suffix":"bd155984-3047-4087-9442-1e4fed9148f0","state":"bd155984-3047-4087-9442-1e4fed9148f0","comment":"bd155984-3047-4087-9442-1e4fed9148f0","reviewer":"bd155984-3047-4087-9442-1e4fed9148f0","created":"bd155984-3047-4087-9442-1e4fed9148f0","edited":"bd155984-3047-4087-9442-1e4fed9148f0","tags":"bd155984-3047-4087-9442-1e4fed9148f0"}]]');
CREATE TABLE layout(
      report TEXT NOT NULL PRIMARY KEY REFERENCES report(id) ON DELETE CASCADE,
      body TEXT NOT NULL, furniture TEXT NOT NULL, sections TEXT NOT NULL) STRICT;
INSERT INTO "layout" VALUES('0910fabf-699c-5b7d-a4ec-3e28a122278e','[0,181]','[]','[]');
CREATE TABLE meta(
      name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO "meta" VALUES('library','6c265b4c-bb48-44bc-b7b6-67c7c76f2dbe');
CREATE TABLE report(
      id TEXT NOT NULL PRIMARY KEY, made INTEGER NOT NULL, set_by TEXT NOT NULL,
      title TEXT, title_source TEXT, organisation TEXT, organisation_source TEXT,
      region TEXT, region_source TEXT, level TEXT, level_source TEXT,
      year TEXT, year_source TEXT, published_on TEXT, published_on_source TEXT,
      signed_on TEXT, signed_on_source TEXT, filed_on TEXT, filed_on_source TEXT,
      index_number TEXT, index_number_source TEXT,
      text_sha256 TEXT NOT NULL REFERENCES text(sha256) DEFERRABLE INITIALLY DEFERRED,
      characters INTEGER NOT NULL, file_name TEXT NOT NULL, file_sha256 TEXT NOT NULL,
      media_type TEXT NOT NULL, imported TEXT NOT NULL, notes TEXT NOT NULL,
      section_count INTEGER NOT NULL, furniture_key TEXT NOT NULL) STRICT;
INSERT INTO "report" VALUES('0910fabf-699c-5b7d-a4ec-3e28a122278e',3,'{}','云岭区2023年度法治政府建设情况报告','text','云岭区人民政府','text','重庆','text','county','text','2023','text',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'d24268847463b37df4bedae03e620fc12e02db58cd058f979e581b230d3883c5',181,'云岭区2023.txt','1b3246b6ba9e5b561343dbd86a9ab0a5aa3a42c9baae758b30bc5971b33fdda1','text/plain','2026-03-01T12:00:02.000000Z','[]',0,'');
CREATE TABLE reviewer(
      id TEXT NOT NULL PRIMARY KEY, made INTEGER NOT NULL, set_by TEXT NOT NULL,
      name TEXT NOT NULL) STRICT;
INSERT INTO "reviewer" VALUES('00000000-0000-4000-8000-00000000000a',1,'{}','李审阅');
ANALYZE "sqlite_master";
INSERT INTO "sqlite_stat1" VALUES('annotation_tag','annotation_tag_tag','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('annotation_tag','annotation_tag','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('annotation','annotation_reviewer','2 2');
INSERT INTO "sqlite_stat1" VALUES('annotation','annotation_place','2 2 1 1 1 1');
INSERT INTO "sqlite_stat1" VALUES('annotation','sqlite_autoindex_annotation_1','2 1');
INSERT INTO "sqlite_stat1" VALUES('status','status_reviewer','1 1');
INSERT INTO "sqlite_stat1" VALUES('status','status','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('change','change_lamport','11 1');
INSERT INTO "sqlite_stat1" VALUES('change','sqlite_autoindex_change_2','11 11 1');
INSERT INTO "sqlite_stat1" VALUES('change','sqlite_autoindex_change_1','11 1');
INSERT INTO "sqlite_stat1" VALUES('tag','tag_parent','1 1');
INSERT INTO "sqlite_stat1" VALUES('tag','sqlite_autoindex_tag_1','1 1');
INSERT INTO "sqlite_stat1" VALUES('touched','touched','11 2 2 1');
INSERT INTO "sqlite_stat1" VALUES('report','report_file','1 1');
INSERT INTO "sqlite_stat1" VALUES('report','report_text','1 1');
INSERT INTO "sqlite_stat1" VALUES('report','sqlite_autoindex_report_1','1 1');
CREATE TABLE status(
      report TEXT NOT NULL REFERENCES report(id) DEFERRABLE INITIALLY DEFERRED,
      reviewer TEXT NOT NULL REFERENCES reviewer(id) DEFERRABLE INITIALLY DEFERRED,
      made INTEGER NOT NULL, set_by TEXT NOT NULL, status TEXT NOT NULL,
      PRIMARY KEY(report, reviewer)) STRICT, WITHOUT ROWID;
INSERT INTO "status" VALUES('0910fabf-699c-5b7d-a4ec-3e28a122278e','00000000-0000-4000-8000-00000000000a',9,'{}','reading');
CREATE TABLE tag(
      id TEXT NOT NULL PRIMARY KEY, made INTEGER NOT NULL, set_by TEXT NOT NULL,
      name TEXT NOT NULL,
      parent TEXT REFERENCES tag(id) DEFERRABLE INITIALLY DEFERRED,
      code TEXT NOT NULL, kind TEXT NOT NULL, colour TEXT NOT NULL,
      position INTEGER NOT NULL, slot INTEGER, short_name TEXT NOT NULL,
      english TEXT NOT NULL, definition TEXT NOT NULL, keywords TEXT NOT NULL,
      retired INTEGER NOT NULL) STRICT;
INSERT INTO "tag" VALUES('22f7b6b8-2cef-4eac-a216-2a59c1949284',2,'{}','行政复议',NULL,'','topic','slate',0,1,'','','','[]',0);
CREATE TABLE text(
      n INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, characters INTEGER NOT NULL,
      body TEXT NOT NULL) STRICT;
INSERT INTO "text" VALUES(1,'d24268847463b37df4bedae03e620fc12e02db58cd058f979e581b230d3883c5',181,'云岭区2023年度法治政府建设情况报告
2023年，云岭区坚持依法行政。𠮷祥街道率先完成改革，mixed 中English。

一、主要举措和成效
（一）深化“放管服”改革。全年办理行政复议案件70件，审结63件。
（二）规范行政执法。开展双随机、一公开检查81次。
二、存在的不足
一是法治意识有待提升。二是执法力量不足。
云岭区人民政府
2024年2月10日');
CREATE TABLE touched(
      id TEXT NOT NULL, entity TEXT NOT NULL, change INTEGER NOT NULL,
      PRIMARY KEY(id, entity, change)) STRICT, WITHOUT ROWID;
INSERT INTO "touched" VALUES('00000000-0000-4000-8000-00000000000a','reviewer',1);
INSERT INTO "touched" VALUES('0910fabf-699c-5b7d-a4ec-3e28a122278e','report',3);
INSERT INTO "touched" VALUES('0910fabf-699c-5b7d-a4ec-3e28a122278e/00000000-0000-4000-8000-00000000000a','status',9);
INSERT INTO "touched" VALUES('22f7b6b8-2cef-4eac-a216-2a59c1949284','tag',2);
INSERT INTO "touched" VALUES('463b7265-5aa6-40ac-aba9-31ea6bfb939c','annotation',5);
INSERT INTO "touched" VALUES('463b7265-5aa6-40ac-aba9-31ea6bfb939c','annotation',7);
INSERT INTO "touched" VALUES('463b7265-5aa6-40ac-aba9-31ea6bfb939c','annotation',8);
INSERT INTO "touched" VALUES('6defeb28-b320-4e81-8d62-aaafc3d66313','annotation',4);
INSERT INTO "touched" VALUES('6defeb28-b320-4e81-8d62-aaafc3d66313','annotation',6);
INSERT INTO "touched" VALUES('d1b2643f-8b5c-4a09-b2b5-5de803a581b6','annotation',10);
INSERT INTO "touched" VALUES('d1b2643f-8b5c-4a09-b2b5-5de803a581b6','annotation',11);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX change_lamport ON change(lamport);
CREATE INDEX tag_parent ON tag(parent);
CREATE INDEX report_text ON report(text_sha256);
CREATE INDEX report_file ON report(file_sha256);
CREATE INDEX status_reviewer ON status(reviewer);
CREATE INDEX annotation_place ON annotation(report, start, "end" DESC, created, id);
CREATE INDEX annotation_reviewer ON annotation(reviewer);
CREATE UNIQUE INDEX annotation_tag_tag ON annotation_tag(tag, annotation);
CREATE TRIGGER change_never_update BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'change is append-only'); END;
CREATE TRIGGER change_never_delete BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'change is append-only'); END;
CREATE TRIGGER text_never_update BEFORE UPDATE ON text BEGIN SELECT RAISE(ABORT, 'text is append-only'); END;
CREATE TRIGGER text_never_delete BEFORE DELETE ON text BEGIN SELECT RAISE(ABORT, 'text is append-only'); END;
COMMIT;
