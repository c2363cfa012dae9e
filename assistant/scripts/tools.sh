# Sourced by the commands: finds the programs that they need and says what is missing. Expects $root.

die() {
  printf '\n  %s\n  %s\n\n' "$1" "${2:-}" >&2
  exit 1
}

say() { printf '  %s\n' "$*" >&2; }

oldest_java=25
oldest_node=20

# the first number of a java's version, from its release file where there is one: that costs no start of a JVM
java_major() {
  local version=
  if [ -r "$1/release" ]; then
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  fi
  [ -n "$version" ] || version=$("$1/bin/java" -version 2>&1 | sed -n '1s/.*"\([0-9]*\).*/\1/p')
  echo "${version:-0}"
}

# sets and exports JAVA_HOME to a JDK that is new enough; the caller's own choice wins when it is
find_java() {
  local candidate path_java
  path_java=$(command -v javac 2>/dev/null || true)
  [ -z "$path_java" ] || path_java=$(dirname "$(dirname "$(readlink -f "$path_java" 2>/dev/null || echo "$path_java")")")
  for candidate in "${JAVA_HOME:-}" "$path_java" \
    "$(/usr/libexec/java_home -v "$oldest_java+" 2>/dev/null || true)" \
    /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* \
    "$HOME"/.asdf/installs/java/* /opt/java/* /opt/jdk* /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -x "$candidate/bin/javac" ] && [ "$(java_major "$candidate")" -ge "$oldest_java" ]; then
      export JAVA_HOME=$candidate
      return
    fi
  done
  die "Henk needs a JDK, version $oldest_java or newer, and found none in JAVA_HOME, PATH or the usual places." \
    "Install one, for instance Temurin from https://adoptium.net or with \"sdk install java 25-tem\", or set JAVA_HOME."
}

find_maven() {
  command -v mvn >/dev/null ||
    die "Henk is built with Maven 3.8 or newer, and there is no mvn in PATH." \
      "Install it, for instance with \"apt install maven\", \"brew install maven\" or \"sdk install maven\"."
}

find_node() {
  local candidate version
  for candidate in "$(command -v node 2>/dev/null || true)" "$HOME"/.nvm/versions/node/*/bin/node \
    "$HOME"/.volta/bin/node "$HOME"/.local/share/mise/installs/node/*/bin/node /opt/homebrew/bin/node \
    /usr/local/bin/node; do
    [ -x "$candidate" ] || continue
    version=$("$candidate" --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/')
    if [ "${version:-0}" -ge "$oldest_node" ]; then
      PATH=$(dirname "$candidate"):$PATH
      command -v npm >/dev/null || die "There is a Node in $candidate, but no npm." "Install npm beside it."
      return
    fi
  done
  die "The widget is built with Node $oldest_node or newer, and there is none." \
    "Install it from https://nodejs.org, or with \"brew install node\" or \"nvm install --lts\"."
}

sha256() { if command -v sha256sum >/dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi; }
export -f sha256

# of everything that the application is built from, and of the Java that it was made for
fingerprint() {
  (
    cd "$root"
    {
      echo "$JAVA_HOME"
      cat "$JAVA_HOME/release" 2>/dev/null || true
      find pom.xml assistant/pom.xml assistant/scripts assistant/src/main prompts widget \
        \( -name node_modules -o -name dist -o -name target -o -name tests -o -name interop \) -prune \
        -o -type f -print0 | LC_ALL=C sort -z | xargs -0 bash -c 'sha256 "$@"' sha256
    } | sha256 | cut -c1-32
  )
}

# Without the first two, Java 25 warns about what Netty and others have always done. The rest is for small machines: the
# collector that costs least where little is alive, a bounded heap, memory that the compiler used given back, and no
# sampling of buffers for leaks. JDK_JAVA_OPTIONS win over them.
java_options=(
  --enable-native-access=ALL-UNNAMED
  --sun-misc-unsafe-memory-access=allow
  -XX:+UseCompactObjectHeaders
  -Dfile.encoding=UTF-8
  -Dio.netty.leakDetection.level=disabled
  -XX:+UseSerialGC
  -Xms192m
  -Xmx320m
  -XX:TrimNativeHeapInterval=5000
)

# replaces this shell by the application in the folder $1
start_app() {
  local cache=()
  # a cache that does not fit is ignored by Java, not an error
  [ ! -e "$1/henk.aot" ] || cache=("-XX:AOTCache=$1/henk.aot" -Xlog:aot=off -Xlog:cds=off)
  local options=("${java_options[@]}")
  if [ -n "${JDK_JAVA_OPTIONS:-}" ]; then
    # Java reads them before its command line, and what it reads last wins; of two collectors it takes neither
    case $JDK_JAVA_OPTIONS in *-XX:+Use*GC*) options=("${options[@]/-XX:+UseSerialGC/}") ;; esac
    export JDK_JAVA_OPTIONS="${options[*]} $JDK_JAVA_OPTIONS"
    options=()
  fi
  exec "$JAVA_HOME/bin/java" ${options[@]+"${options[@]}"} ${cache[@]+"${cache[@]}"} -jar "$1/henk.jar"
}
