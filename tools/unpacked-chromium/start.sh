#!/bin/sh
# Starts a Chromium that was unpacked beside this script instead of installed. Its libraries are here, and its fonts
# too, for machines without fonts of their own.
here=$(dirname "$(readlink -f "$0")")
libraries=
# The sound library and NSS keep some parts one folder deeper, and look for them where an installation would put them.
for folder in "$here"/usr/lib/*-linux-gnu "$here"/lib/*-linux-gnu "$here"/usr/lib/*-linux-gnu/pulseaudio \
  "$here"/usr/lib/*-linux-gnu/nss; do
  [ -d "$folder" ] && libraries="$libraries${libraries:+:}$folder"
done
export LD_LIBRARY_PATH="$libraries"
[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_FILE="$here/fonts.conf"
program="$here/usr/lib/chromium/chromium"
[ -e "$program" ] || program="$program-headless-shell"
exec "$program" "$@"
