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
    # The program opens no connection: what could do so does not ship at all. Where a
    # library imports sockets and never uses them, shipping/without_sockets.py stands in.
    *("ssl", "_ssl", "_hashlib", "socket", "_socket", "http", "urllib.request", "urllib.response"),
    *("ftplib", "smtplib", "imaplib", "poplib", "nntplib", "telnetlib", "socketserver"),
    *("webbrowser", "cgi", "wsgiref", "getpass", "_uuid"),
    *(f"xml.sax{name}" for name in ("", ".expatreader", ".handler", ".saxutils", ".xmlreader")),
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
    *("lxml.ElementInclude", "lxml.builder", "lxml.cssselect", "lxml.doctestcompare"),
    *("lxml.pyclasslookup", "lxml.usedoctest", "tabulate", "optparse"),
    "dateutil.tz.win",
    "tzdata",  # comes in on Windows; nothing here names a place on Earth
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
    *("libpcre*", "libXau*", "libXdmcp*", "libbsd*", "libmd.so*", "libexpat*", "libpng16*"),
    *("libbrotli*", "libXcursor*", "libXi.so*", "libXfixes*", "libXext*", "libXrender*"),
    *("libXrandr*", "libXinerama*", "libXdamage*", "libXcomposite*", "libsystemd*"),
    *("libgcrypt*", "libgpg-error*", "liblz4*", "libcap*", "libzstd*", "libmount*", "libblkid*"),
    *("libselinux*", "libtinfo*", "libncurses*", "libreadline*", "libjpeg*", "libSM*", "libICE*"),
    *("libkrb5*", "libgssapi*", "libk5crypto*", "libcom_err*", "libkeyutils*", "libcups.so*"),
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
    "jieba/finalseg/*.p",  # only Jython reads them; Python reads the modules of the same names
    *("*.pyi", "*/py.typed"),
    *("lxml/*.h", "lxml/*.pxd", "lxml/*.rng", "lxml/*.xsl", "lxml/isoschematron/*"),
    "docx/templates/default-*",
    # Pictures that the README shows and no page of the manual does.
    *(f"app/resources/help/pictures/{name}-*" for name in ("reading", "search")),
    "app/resources/notices/*",  # they lie beside the executable: shipping/notices.py
)

QT_TRANSLATIONS = ("qtbase_zh_CN.qm", "qtbase_zh_TW.qm")

SPEAKS_TO_A_NETWORK = (
    # Python modules that open a connection or make one safe; `name` stands for `name.*` too.
    *(
        "ssl",
        "_ssl",
        "socket",
        "_socket",
        "http",
        "urllib.request",
        "ftplib",
        "smtplib",
        "smtpd",
        "imaplib",
    ),
    *("poplib", "nntplib", "telnetlib", "xmlrpc", "wsgiref", "socketserver", "asyncio"),
    *("asyncore", "asynchat", "webbrowser", "PySide6.QtNetwork", "requests", "urllib3", "httpx"),
)

NETWORK_FILES = (
    *("*libssl*", "*libcrypto*", "*libcurl*", "*libnghttp*", "*libgnutls*", "*libnss3*", "*_ssl.*"),
    *(
        "*_hashlib.*",
        "*/_socket.*",
        "*Qt6Network*",
        "*QtNetwork*",
        "*/plugins/tls/*",
        "*/networkinformation/*",
    ),
)

TOP_LEVEL = (
    # Beside the executable, and in `_internal`; a name that nobody decided on fails a gate.
    *("piyue", "licences", "_internal", "_internal/PySide6", "_internal/shiboken6"),
    "_internal/app",
    *("_internal/docx", "_internal/jieba", "_internal/lxml", "_internal/pypinyin"),
    *("_internal/pypdfium2", "_internal/pypdfium2_raw", "_internal/python3.*"),
    "_internal/base_library.zip",
    *(f"_internal/lib{name}.so*" for name in ("Qt6*", "icu*", "pyside6.*", "shiboken6.*")),
    *(f"_internal/lib{name}.so*" for name in ("python3.*", "sqlite3", "ffi", "z", "bz2", "lzma")),
    *(f"_internal/{name}*" for name in KEPT_XCB),
)

WINDOWS_TOP_LEVEL = (
    *("piyue.exe", "piyue-cli.exe", "licences", "_internal", "_internal/PySide6"),
    *("_internal/shiboken6", "_internal/app"),
    *("_internal/docx", "_internal/jieba", "_internal/lxml", "_internal/pypinyin"),
    *("_internal/pypdfium2", "_internal/pypdfium2_raw", "_internal/base_library.zip"),
    *("_internal/*.pyd", "_internal/python3*.dll", "_internal/VCRUNTIME140*.dll"),
    *("_internal/sqlite3.dll", "_internal/libffi*.dll", "_internal/zlib*.dll"),
    *("_internal/MSVCP140*.dll", "_internal/api-ms-win-*.dll", "_internal/ucrtbase.dll"),
)

_PLUGINS_NEEDED = (
    *("platforms/{}qoffscreen", "iconengines/{}qsvgicon"),
    *("imageformats/{}qsvg", "imageformats/{}qjpeg", "imageformats/{}qgif", "imageformats/{}qico"),
)

_LINUX_PLUGINS_NEEDED = (
    *("platforms/{}qxcb", "platforms/{}qwayland-egl", "platforms/{}qwayland-generic"),
    *("xcbglintegrations/{}qxcb-egl-integration", "xcbglintegrations/{}qxcb-glx-integration"),
    # Typing Chinese; the system's own file dialogs; printing; frames and windows under Wayland.
    "platforminputcontexts/{}ibusplatforminputcontextplugin",
    "platforminputcontexts/{}composeplatforminputcontextplugin",
    *("platformthemes/{}qxdgdesktopportal", "printsupport/{}cupsprintersupport"),
    *("wayland-shell-integration/{}xdg-shell", "wayland-shell-integration/{}wl-shell-plugin"),
    *("wayland-shell-integration/{}qt-shell", "wayland-decoration-client/{}bradient"),
)

_DATA_NEEDED = (
    "app/files.json",  # by which the program checks itself
    *("app/resources/codebook.json", "app/resources/themes/tokens.json"),
    *("app/resources/icons/logo.svg", "app/resources/help/index.md"),
    *("app/resources/translations/piyue_en.ts", "app/resources/words/terms.txt"),
    *("jieba/dict.txt", "pypinyin/phrases_dict.json", "pypinyin/pinyin_dict.json"),
    "docx/templates/default.docx",
)


def needed(*, windows: bool) -> tuple[str, ...]:
    """Names in `_internal` without which something does not work, though the start may."""
    if windows:
        plugins = (*_PLUGINS_NEEDED, "platforms/{}qwindows", "styles/{}qmodernwindowsstyle")
        names = (f"PySide6/plugins/{name.format('')}.dll" for name in plugins)
        translation = "PySide6/translations/qtbase_zh_CN.qm"
        return (*_DATA_NEEDED, *names, translation, "pypdfium2_raw/pdfium.dll")
    plugins = (*_PLUGINS_NEEDED, *_LINUX_PLUGINS_NEEDED)
    names = (f"PySide6/Qt/plugins/{name.format('lib')}.so" for name in plugins)
    helpers = (f"{name}so.*" for name in KEPT_XCB)
    translation = "PySide6/Qt/translations/qtbase_zh_CN.qm"
    return (*_DATA_NEEDED, *names, *helpers, translation, "pypdfium2_raw/libpdfium.so")


OF_WINDOWS = (
    # Every library that may be asked of Windows 10; in lower case, without the ending.
    *("api-ms-win-*", "advapi32", "authz", "bcrypt", "comctl32", "comdlg32", "d3d9", "d3d11"),
    *("d3d12", "dwmapi", "dwrite", "dxgi", "gdi32", "imm32", "kernel32", "mpr", "netapi32"),
    *("ntdll", "ole32", "oleaut32", "setupapi", "shell32", "shlwapi", "uiautomationcore"),
    *("user32", "userenv", "uxtheme", "version", "winmm", "winspool", "ws2_32", "wtsapi32"),
)

OF_A_DESKTOP = frozenset(
    # Every library that may be asked of the system; what else is asked for fails a gate.
    # The package for Debian-like systems names the packages that bring these.
    {
        *("ld-linux-x86-64.so.2", "libc.so.6", "libdl.so.2", "libm.so.6", "libpthread.so.0"),
        *("librt.so.1", "libutil.so.1", "libgcc_s.so.1", "libstdc++.so.6"),
        *("libEGL.so.1", "libGL.so.1", "libX11.so.6", "libX11-xcb.so.1", "libxcb.so.1"),
        *("libxcb-glx.so.0", "libxcb-randr.so.0", "libxcb-render.so.0", "libxcb-shm.so.0"),
        *("libxcb-sync.so.1", "libxcb-xfixes.so.0"),
        *("libdbus-1.so.3", "libglib-2.0.so.0", "libgthread-2.0.so.0"),
        *("libexpat.so.1", "libfontconfig.so.1", "libfreetype.so.6", "libzstd.so.1"),
        # Only a session under Wayland, and printing, ask for these.
        *("libwayland-client.so.0", "libwayland-cursor.so.0", "libwayland-egl.so.1"),
        "libcups.so.2",
    }
)


def matches(name: str, patterns: tuple[str, ...]) -> bool:
    """Whether a name fits one of the patterns, without regard to case."""
    return any(fnmatch.fnmatchcase(name.lower(), pattern.lower()) for pattern in patterns)


def ships(destination: str, *, windows: bool) -> bool:
    """Whether a collected file belongs into the bundle."""
    name = destination.replace("\\", "/")
    if name.startswith(KEPT_XCB):
        return True
    if matches(name, _DROPPED):
        return False
    if not windows and matches(name.rpartition("/")[2], _OF_THE_SYSTEM):
        return False
    if "/translations/" in name:
        return name.endswith(QT_TRANSLATIONS) or name.startswith("app/")
    return ".dist-info/" not in name
