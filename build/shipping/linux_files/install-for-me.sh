#!/bin/sh
# Put Piyue into this person's own folders, or take it away again. Needs no root and no network.
#
#     ./install-for-me.sh              install, or replace an older version
#     ./install-for-me.sh --uninstall  take it away; libraries, settings and logs stay
#
# PIYUE_TO names another folder for the program (~/.local/opt/piyue).
set -eu

here=$(cd "$(dirname "$0")" && pwd)
program=${PIYUE_TO:-$HOME/.local/opt/piyue}
[ ! -f "$here/installed-files.txt" ] || program=$here # the copy beside an installed program
share=${XDG_DATA_HOME:-$HOME/.local/share}
bin=$HOME/.local/bin
list=$program/installed-files.txt

say() { # say CHINESE ENGLISH
    case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
    zh*) printf '%s\n' "$1" ;;
    *) printf '%s\n' "$2" ;;
    esac
}

refresh() { # tell the desktop; what is not installed need not be told
    if command -v update-desktop-database >/dev/null 2>&1; then
        update-desktop-database -q "$share/applications" || true
    fi
    if command -v update-mime-database >/dev/null 2>&1; then
        update-mime-database "$share/mime" || true
    fi
    # A cache of icons is only brought up to date: a new one would hide icons that come later.
    touch "$share/icons/hicolor"
    if [ -f "$share/icons/hicolor/icon-theme.cache" ] &&
        command -v gtk-update-icon-cache >/dev/null 2>&1; then
        gtk-update-icon-cache -q -t -f "$share/icons/hicolor" || true
    fi
}

forget() { # take away what an earlier installation put beside the program
    [ -f "$list" ] || return 0
    while IFS= read -r name; do
        rm -f "$share/$name"
    done < "$list"
    if [ "$(readlink "$bin/piyue" 2>/dev/null)" = "$program/piyue" ]; then
        rm -f "$bin/piyue"
    fi
}

tidy() { # take away folders that are empty now, and lists of the desktop that list nothing
    if rmdir "$share/mime/packages" 2>/dev/null; then
        for name in aliases generic-icons globs globs2 icons magic mime.cache subclasses \
            treemagic types version XMLnamespaces; do
            rm -f "$share/mime/$name"
        done
    fi
    rm -f "$share/applications/mimeinfo.cache"
    if rmdir "$share/applications" 2>/dev/null; then :; else
        command -v update-desktop-database >/dev/null 2>&1 &&
            update-desktop-database -q "$share/applications"
    fi
    while IFS= read -r name; do
        folder=$(dirname "$share/$name")
        while [ "$folder" != "$share" ] && rmdir "$folder" 2>/dev/null; do
            folder=$(dirname "$folder")
        done
    done < "$list"
    rmdir "$share/mime/application" "$share/mime" "$share" "$bin" 2>/dev/null || true
}

case ${1:-} in
'') ;;
--uninstall)
    if [ ! -f "$list" ]; then
        say "这里没有安装批阅：$program" "Piyue is not installed here: $program" >&2
        exit 1
    fi
    forget
    refresh
    tidy
    rm -rf "$program"
    rmdir "$(dirname "$program")" 2>/dev/null || true
    say "批阅已卸载。报告库、设置和日志都没有动。" \
        "Piyue is uninstalled. Libraries, settings and logs are left as they are."
    exit 0
    ;;
*)
    sed -n '2,7s/^# \{0,1\}//p' "$0"
    exit 2
    ;;
esac

case $program in
/*) ;;
*) program=$PWD/$program list=$PWD/$list ;;
esac
case $program in
*[\"\`\$\\%]*)
    say "程序文件夹的路径里不能有这些字符：\" \` \$ \\ %" \
        "The folder of the program must not have these characters in its path: \" \` \$ \\ %" >&2
    exit 1
    ;;
esac
if [ ! -x "$here/piyue/piyue" ]; then
    say "请把压缩包完整解开，再运行这个脚本。" "Unpack the whole archive first, then run this script." >&2
    exit 1
fi
if [ -e "$program" ] && [ ! -f "$list" ]; then
    say "已有 $program，但不是批阅安装的，没有动它。" \
        "$program is there but was not installed by Piyue; it is left alone." >&2
    exit 1
fi

# The new program is whole before the old one goes.
mkdir -p "$(dirname "$program")" "$share" "$bin"
new=$program.new
rm -rf "$new"
trap 'rm -rf "$new"' EXIT
cp -R "$here/piyue" "$new"
cp "$here/install-for-me.sh" "$new/"
(cd "$here/share" && find . -type f | sed 's|^\./||' | LC_ALL=C sort) > "$new/installed-files.txt"
forget
rm -rf "$program"
mv "$new" "$program"
trap - EXIT

while IFS= read -r name; do
    mkdir -p "$share/$(dirname "$name")"
    cp "$here/share/$name" "$share/$name"
done < "$list"
entry=$share/applications/piyue.desktop
while IFS= read -r line; do
    case $line in
    TryExec=*) printf 'TryExec=%s\n' "$program/piyue" ;;
    Exec=*) printf 'Exec="%s" %%F\n' "$program/piyue" ;;
    *) printf '%s\n' "$line" ;;
    esac
done < "$here/share/applications/piyue.desktop" > "$entry"
ln -sfn "$program/piyue" "$bin/piyue"
refresh
say "批阅已装好：在应用菜单里找“批阅”，或运行 $program/piyue 。" \
    "Piyue is installed: look for Piyue in the menu, or run $program/piyue ."
say "卸载：$program/install-for-me.sh --uninstall" "To uninstall: $program/install-for-me.sh --uninstall"
