# What ./start and ./check need of a Debian 12 machine. Sourced, not run.

build_packages=(g++ cmake ninja-build ccache pkg-config capnproto libcapnp-dev librocksdb-dev
  libboost1.81-dev libboost-json1.81-dev libcivetweb-dev libspdlog-dev libfmt-dev libssl-dev
  libcli11-dev libsqlite3-dev libsodium-dev libdeflate-dev libjemalloc-dev
  libxlsxwriter-dev libzip-dev libpugixml-dev)
check_packages=(zlib1g-dev libgtest-dev libgmock-dev clang-format clang-tidy chromium-headless-shell)

# as_root COMMAND...: as it is for root, by sudo for anyone else.
as_root() {
  if [[ $(id -u) -eq 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    echo "This needs root to run: $*" >&2
    echo "Run it once as root, or install sudo." >&2
    return 1
  fi
}

is_installed() {
  [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

# install_missing PACKAGE...: by apt, and only what is not there.
install_missing() {
  local missing=() package
  for package in "$@"; do is_installed "$package" || missing+=("$package"); done
  ((${#missing[@]})) || return 0
  if ! command -v apt-get >/dev/null; then
    echo "Closeloop is built on Debian 12. On another system install by hand: ${missing[*]}" >&2
    return 1
  fi
  echo "Installing: ${missing[*]}"
  as_root apt-get update -q
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends \
    "${missing[@]}"
}

# Node from wherever it is; Debian's only if there is none, for its npm refuses another's node.
install_node() {
  command -v node >/dev/null && command -v npm >/dev/null && return 0
  install_missing nodejs npm
}

# build PRESET [TARGET...]: configures once; ninja sees for itself when to configure again.
build() {
  local preset=$1
  shift
  [[ -f build/$preset/build.ninja ]] || cmake --preset "$preset" || return 1
  cmake --build "build/$preset" --parallel "$(nproc)" ${1:+--target "$@"}
}
