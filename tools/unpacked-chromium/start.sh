#!/bin/sh
# Starts a Chromium that was unpacked beside this script and not installed: its libraries are here, and where the machine
# has no fonts of its own, they are here as well.
here=$(dirname "$(readlink -f "$0")")
libraries=
# The sound library and NSS keep parts of theirs one folder deeper, and look for them where they would be installed.
for folder in "$here"/usr/lib/*-linux-gnu "$here"/lib/*-linux-gnu "$here"/usr/lib/*-linux-gnu/pulseaudio \
  "$here"/usr/lib/*-linux-gnu/nss; do
  [ -d "$folder" ] && libraries="$libraries${libraries:+:}$folder"
done
export LD_LIBRARY_PATH="$libraries"
[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_FILE="$here/fonts.conf"
program="$here/usr/lib/chromium/chromium"
[ -e "$program" ] || program="$program-headless-shell"
exec "$program" "$@"
