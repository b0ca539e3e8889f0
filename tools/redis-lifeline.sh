# sh redis-lifeline.sh <log file> <lifeline> <server> [arguments]
# Keeps a server (a Redis, in tests also an nginx) alive exactly as long as a process holds the lifeline: standard input
# (lifeline "-"), or a named pipe that several processes may hold. The kernel closes the pipe of a killed process, so no
# server is left behind.
log=$1
lifeline=$2
shift 2
if [ "$lifeline" = - ]; then exec 3<&0; else exec 3<"$lifeline"; fi
"$@" </dev/null >>"$log" 2>&1 3<&- &
server=$!
echo "$server"
exec >/dev/null 2>&1
(
  while read -r _; do :; done <&3
  exec 3<&-
  kill -TERM "$server"
  kill -CONT "$server" # a frozen server would never see the first signal
  sleep 5
  kill -KILL "$server"
) &
watcher=$!
exec 3<&- </dev/null
wait "$server"
code=$?
kill "$watcher" # or it would one day end a stranger that got the same process id
exit "$code"
