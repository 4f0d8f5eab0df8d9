"""Run by the packaged program before its first module: Python without sockets.

The module is not in the bundle. email.utils imports it at its top (Python 3.11 and 3.12)
and uses it only to make the ids of messages, which this program never does; so an almost
empty stand-in is enough, and nothing in the program can open a connection.
"""

import sys
from types import ModuleType

socket = ModuleType("socket", "Left out: this program opens no connection.")
# platform.uname() asks it on Windows for the name of the machine, and would do without one.
socket.gethostname = str  # type: ignore[attr-defined] - a bare module
sys.modules["socket"] = socket
