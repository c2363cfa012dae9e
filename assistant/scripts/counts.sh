# Sourced by ./check: adds up what the test runners say. Each line of the file $CHECK_COUNTS is
# name, passed, failed, skipped, separated by tabs.

count() { printf '%s\t%d\t%d\t%d\n' "$@" >>"$CHECK_COUNTS"; }

one_passed() { count "$1" 1 0 0; }

failures() { awk -F'\t' '{n += $3} END {print n + 0}' "$CHECK_COUNTS"; }

total() {
  awk -F'\t' '{p += $2; f += $3; s += $4} END {
    printf "%d passed, %d failed", p, f
    if (s > 0) printf ", %d skipped", s
    printf "\n"
  }' "$CHECK_COUNTS"
}

# what Maven's Surefire wrote
count_surefire() {
  local sum
  sum=$(cat "$1"/TEST-*.xml 2>/dev/null | grep -o '<testsuite [^>]*>' | awk '
    function of(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : 0 }
    { t += of("tests"); f += of("failures") + of("errors"); s += of("skipped") }
    END { printf "%d %d %d", t - f - s, f, s }')
  # shellcheck disable=SC2086 # three numbers
  count "Java tests" $sum
}

plain() { sed 's/\x1b\[[0-9;]*m//g'; }

# runs a command whose last line of the form "N passed, N failed[, N skipped]" or vitest's "Tests  N passed" counts
counted() {
  local log status line
  log=$(mktemp)
  "$@" 2>&1 | tee "$log"
  status=${PIPESTATUS[0]}
  line=$(plain <"$log" | grep -E '^ *(Tests +)?[0-9]+ (passed|failed)|^ *Tests ' | tail -1)
  number() { echo "$line" | grep -oE "[0-9]+ $1" | grep -oE '[0-9]+' || echo 0; }
  if [ -n "$line" ]; then
    count "$*" "$(number passed)" "$(number failed)" "$(number skipped)"
  else
    count "$*" 0 1 0
    echo "\"$*\" did not say how many tests passed." >&2
    status=1
  fi
  rm -f "$log"
  return "$status"
}

