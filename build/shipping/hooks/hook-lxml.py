"""What PyInstaller is to know of lxml: nothing but the parser is used.

The hook that comes with PyInstaller asks for every module of the package, and then warns
of those that shipping/contents.py leaves out.
"""

hiddenimports = ["lxml._elementpath"]
