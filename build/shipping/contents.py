"""What the bundle holds, by name: the one place that knows which files ship.

Read by piyue.spec (what is left out), by the gates (what must, and must not, be
there) and by the notices (whose work it is). Destination names are relative to
`_internal`, with `/` between folders; patterns are fnmatch patterns, compared
without regard to case, because Windows does not regard it either.
"""

from __future__ import annotations

import fnmatch

EXCLUDED_MODULES = (
    # Other tool kits, and parts of the standard library that no program of ours uses.
    *("tkinter", "_tkinter", "turtle", "idlelib", "lib2to3", "test", "unittest", "pydoc_data"),
    *("pydoc", "doctest", "pdb", "ensurepip", "venv", "distutils", "setuptools", "pkg_resources"),
    *("pip", "wheel", "xmlrpc", "curses", "readline", "asyncio", "multiprocessing"),
    # The program opens no connection: the libraries for it do not ship at all.
    *("ssl", "_ssl", "_hashlib", "ftplib", "smtplib", "imaplib", "poplib", "nntplib", "telnetlib"),
    # Qt modules that we do not use and that would bring their libraries.
    *(
        f"PySide6.{name}"
        for name in (
            *("QtConcurrent", "QtDBus", "QtDesigner", "QtHelp", "QtNetwork", "QtOpenGL"),
            *("QtOpenGLWidgets", "QtQml", "QtQuick", "QtQuickControls2", "QtQuickTest"),
            *("QtQuickWidgets", "QtSql", "QtTest", "QtUiTools", "QtXml"),
        )
    ),
    # Relatives of our libraries that are used when they happen to be installed.
    *("numpy", "pandas", "PIL", "matplotlib", "IPython", "bs4", "html5lib", "cssselect"),
    *("paddle", "jieba.lac_small", "jieba.analyse", "jieba.posseg"),
    *("lxml.html", "lxml.isoschematron", "lxml.objectify", "lxml.sax", "sqlite_utils.cli"),
)

_PLUGINS = (
    *("egldeviceintegrations/*", "generic/*", "networkinformation/*", "tls/*"),
    *("platforms/*qeglfs*", "platforms/*qlinuxfb*", "platforms/*qminimal*"),
    *("platforms/*qvkkhrdisplay*", "platforms/*qvnc*", "platforms/*qdirect2d*"),
    *("imageformats/*qicns*", "imageformats/*qtga*", "imageformats/*qtiff*"),
    *("imageformats/*qwbmp*", "imageformats/*qwebp*", "imageformats/*qpdf*"),
    *("platforminputcontexts/*virtualkeyboard*", "platformthemes/*qgtk3*"),
    *("wayland-shell-integration/*ivi*", "wayland-shell-integration/*fullscreen*"),
    "wayland-graphics-integration-client/*vulkan*",
)

_QT_LIBRARIES = (
    *("EglFS*", "EglFs*", "Network*", "Pdf*", "Qml*", "Quick*", "VirtualKeyboard*"),
    *("OpenGL.dll", "OpenGLWidgets*", "ShaderTools*", "Test*", "Sql*"),
)

_OF_THE_SYSTEM = (
    # What a desktop has; the package names what it needs of it. The GTK stack comes
    # with a platform theme that does not ship.
    *("libgtk-3*", "libgdk*", "libcairo*", "libpango*", "libatk*", "libatspi*", "libepoxy*"),
    *("libharfbuzz*", "libfribidi*", "libthai*", "libdatrie*", "libgraphite2*", "libpixman*"),
    *("libcloudproviders*", "libtiff*", "libjbig*", "libdeflate*", "libwebp*", "libLerc*"),
    *("libX11*", "libxcb*", "libxkbcommon*", "libwayland-*", "libfontconfig*", "libfreetype*"),
    *("libdbus-1*", "libglib-2.0*", "libgio-2.0*", "libgobject*", "libgmodule*", "libgthread*"),
    *("libpcre2*", "libXau*", "libXdmcp*", "libbsd*", "libmd.so*", "libexpat*", "libpng16*"),
    *("libbrotli*", "libXcursor*", "libXi.so*", "libXfixes*", "libXext*", "libXrender*"),
    *("libXrandr*", "libXinerama*", "libXdamage*", "libXcomposite*", "libsystemd*"),
    *("libgcrypt*", "libgpg-error*", "liblz4*", "libcap*", "libzstd*", "libmount*", "libblkid*"),
    *("libselinux*", "libtinfo*", "libncurses*", "libreadline*", "libjpeg*", "libSM*", "libICE*"),
    *("libkrb5*", "libgssapi*", "libk5crypto*", "libcom_err*", "libkeyutils*", "libcups*"),
    *("libavahi*", "libgnutls*", "libp11-kit*", "libidn2*", "libunistring*", "libtasn1*"),
    *("libnettle*", "libhogweed*", "libgmp*", "libuuid*"),
    # An older copy would hide the system's from the plug-ins of the system (input
    # methods, graphics drivers) and break them.
    *("libstdc++*", "libgcc_s*"),
    *("libssl*", "libcrypto*"),
)

KEPT_XCB = (
    # Small helpers of Qt's xcb platform that office desktops often do not have.
    *("libxcb-cursor.", "libxcb-icccm.", "libxcb-image.", "libxcb-keysyms."),
    *("libxcb-render-util.", "libxcb-util.", "libxcb-xkb.", "libxcb-shape."),
    *("libxkbcommon-x11.", "libxkbcommon."),
)

_DROPPED = (
    *(f"PySide6/Qt/plugins/{name}" for name in _PLUGINS),
    *(f"PySide6/plugins/{name}" for name in _PLUGINS),
    *(f"PySide6/Qt/lib/libQt6{name}" for name in _QT_LIBRARIES),
    *(f"libQt6{name}" for name in _QT_LIBRARIES),
    *(f"PySide6/Qt6{name}" for name in _QT_LIBRARIES),
    "PySide6/opengl32sw.dll",
    *(f"PySide6/{name}*" for name in ("QtNetwork", "QtDBus", "QtOpenGL", "QtQml", "QtTest")),
    *("libssl*.dll", "libcrypto*.dll", "_ssl.pyd", "_hashlib.pyd"),
    *("jieba/lac_small/*", "jieba/analyse/*", "jieba/posseg/*"),
    *("lxml/*.h", "lxml/*.pxd", "lxml/*.rng", "lxml/*.xsl", "lxml/isoschematron/*"),
    "docx/templates/default-*",
)

QT_TRANSLATIONS = ("qtbase_zh_CN.qm", "qtbase_zh_TW.qm")


def _matches(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch.fnmatchcase(name.lower(), pattern.lower()) for pattern in patterns)


def ships(destination: str, *, windows: bool) -> bool:
    """Whether a collected file belongs into the bundle."""
    name = destination.replace("\\", "/")
    if name.startswith(KEPT_XCB):
        return True
    if _matches(name, _DROPPED) or (not windows and _matches(name, _OF_THE_SYSTEM)):
        return False
    if "/translations/" in name:
        return name.endswith(QT_TRANSLATIONS) or name.startswith("app/")
    return ".dist-info/" not in name
