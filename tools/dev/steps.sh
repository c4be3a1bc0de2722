# How ./check runs its steps and counts. Sourced, not run.

passed=0
failed=0
unreached=0

# begin_steps DIR: where each step's output goes.
begin_steps() {
  logs=$1
  mkdir -p "$logs"
  rm -f "$logs"/*.log
}

# Lines by which compilers, ctest, GoogleTest and TAP say what failed.
failures='^ *not ok |^\[  FAILED  \]|: Failure$|[Ee]rror:|\*\*\*(Failed|Exception|Timeout)'

# run NAME COMMAND...: quietly; if it fails, what failed and the end of its output are shown.
run() {
  local name=$1 started=$SECONDS status=0
  shift
  log=$logs/${name//[^a-z0-9]/-}.log
  printf '%s … ' "$name"
  "$@" >"$log" 2>&1 </dev/null || status=$?
  if ((status == 0)); then
    echo "ok, $((SECONDS - started)) s"
  else
    echo "FAILED, $((SECONDS - started)) s; what failed, and the end of $log:"
    { grep -E -A 16 "$failures" "$log" | head -n 120; echo ...; tail -n 20 "$log"; } | sed 's/^/    /'
  fi
  return "$status"
}

# one NAME COMMAND...: a check that counts as one.
one() {
  if run "$@"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    return 1
  fi
}

# must NAME COMMAND...: one without which nothing else can be checked.
must() { one "$@" || end_steps; }

# tests_of NAME COUNTER COMMAND...: many tests; COUNTER reads the log and says "passed failed".
# A program that fails without a failed test, or runs none, counts as one failure.
tests_of() {
  local name=$1 counter=$2 status=0 good=0 bad=0
  shift 2
  run "$name" "$@" || status=$?
  read -r good bad < <("$counter" "$log")
  if ((status != 0 && ${bad:-0} == 0)) || ((${good:-0} + ${bad:-0} == 0)); then
    bad=$((${bad:-0} + 1))
  fi
  passed=$((passed + ${good:-0}))
  failed=$((failed + bad))
}

# check_tidy BUILD: clang-tidy for as long as it is given; what it did not reach is counted.
check_tidy() {
  local status=0
  one "clang-tidy" tools/dev/tidy "$1" || status=$?
  unreached=$(grep -c '^not reached: ' "$log" || true)
  return "$status"
}

# "98% tests passed, 2 tests failed out of 120"
count_ctest() {
  sed -nE 's/.* ([0-9]+) tests? failed out of ([0-9]+).*/\2 \1/p' "$1" | tail -n 1 |
    { read -r all bad && echo "$((all - bad)) $bad"; }
}

# "# pass 12" and "# fail 0"
count_tap() {
  awk '/^# pass /{good=$3} /^# (fail|cancelled) /{bad+=$3} END{print good+0, bad+0}' "$1"
}

end_steps() {
  local last="$passed passed, $failed failed"
  ((unreached == 0)) || last+=", $unreached sources not reached by clang-tidy (tools/dev/tidy BUILD 0)"
  echo "$last"
  ((failed == 0))
  exit
}

# --- Steps of more than one command -----------------------------------------------------------

own_sources() {
  git ls-files -- '*.h' '*.cpp' 2>/dev/null | grep . ||
    find eventstore domain projections ui-minimal api tools tests \
      -name node_modules -prune -o \( -name '*.h' -o -name '*.cpp' \) -print
}

check_format() { own_sources | xargs -P "$(nproc)" -n 20 clang-format --dry-run -Werror; }

check_shell() {
  local script status=0
  for script in start check .ci/run tools/dev/* tests/static/check_*; do
    [[ -f $script ]] || continue
    bash -n "$script" || status=1
  done
  return "$status"
}

install_browser_packages() {
  local stamp=tests/browser/node_modules/.installed
  if ! cmp -s tests/browser/package-lock.json "$stamp"; then
    (cd tests/browser && npm ci --ignore-scripts --no-audit --no-fund) || return 1
    cp tests/browser/package-lock.json "$stamp"
  fi
}

# build_unit_tests PRESET: only the programs of tests/unit.
build_unit_tests() {
  [[ -f build/$1/build.ninja ]] || cmake --preset "$1" || return 1
  local targets
  mapfile -t targets < <(ninja -C "build/$1" -t targets all |
    sed -nE 's/^(test_unit_[^:\/]+): phony.*/\1/p; s/^(test_unit_[^:\/]+): CXX_EXECUTABLE.*/\1/p' |
    sort -u)
  build "$1" "${targets[@]}"
}
