# What bench/run and bench/compare share: they source this with the subcommand in $name. Not to be run.
# shellcheck shell=sh

say() { printf '%s\n' "$*" >&2; }

die() {
  say "bench/$name: $*"
  exit 2
}

root=$(CDPATH='' cd -P "$(dirname "$0")/.." && pwd)
. "$root/harness/find-jdk.sh"
find_jdk

# The peers come with libraries of some hundred megabytes, which no other build downloads.
target=$root/bench/target/quick
profile=
for option in "$@"; do
  case $option in
    --peers)
      target=$root/bench/target/peers
      profile=-Ppeers
      ;;
    --) break ;;
  esac
done
jar=$target/benchmarks.jar

# A folder is newer, too, when a file has gone from it.
is_current() {
  [ -r "$jar" ] && [ -z "$(find "$root/pom.xml" "$root/kernel/pom.xml" "$root/bench/pom.xml" \
    "$root/bench/limits/pom.xml" "$root/kernel/src/main" "$root/bench/limits/src/main" "$root/bench/src/main" "$root/bench/src/peers" -newer "$jar" | head -n 1)" ]
}

if ! is_current; then
  command -v mvn >/dev/null || die "Maven is needed to build the bench, and there is no mvn on the PATH: install maven with your package manager."
  say "Building the bench (about 20 s; longer while Maven downloads) ..."
  log=$root/bench/target/build.log
  mkdir -p "$root/bench/target"
  # Maven may run on another JDK; it is shown this one.
  # shellcheck disable=SC2086 # split on purpose
  if ! (
    cd "$root"
    export JAVA25_HOME="$jdk"
    if ! command -v java >/dev/null && [ -z "${JAVA_HOME:-}" ]; then export JAVA_HOME="$jdk"; fi
    mvn -q -B -Dstyle.color=never -Dquick $profile -pl bench -am package ${SKIPLANE_MVN_OPTS:-}
  ) >"$log" 2>&1 </dev/null; then
    cat "$log" >&2
    die "the build failed; the log above is in $log."
  fi
fi

# A run of an hour keeps the jar it started with, though someone builds meanwhile.
own=$(mktemp -d "${TMPDIR:-/tmp}/skiplane-bench.XXXXXX")
trap 'rm -rf "$own"' EXIT

# A shell that waits for java in the foreground would hear a signal only when java has ended, hours later. In the
# background java is deaf to INT, so that each signal reaches it as TERM.
java=
stop() {
  code=$1
  trap '' INT TERM HUP
  if [ -n "$java" ]; then
    kill -TERM "$java" 2>/dev/null || :
    wait "$java" || :
  fi
  exit "$code"
}
trap 'stop 130' INT
trap 'stop 143' TERM
trap 'stop 129' HUP
cp "$jar" "$own/benchmarks.jar"

# glibc asks for huge pages for large off-heap memory, where the kernel gives them on request: without, the
# page walks cost a third of the bandwidth of the main memory. The measuring JVMs inherit it.
export GLIBC_TUNABLES="${GLIBC_TUNABLES:-glibc.malloc.hugetlb=1}"

revision=$(git -C "$root" describe --always --dirty 2>/dev/null) || revision=
# Not by -jar, which would hide the libraries.
set -- -cp "$own/benchmarks.jar:$target/libraries/*" \
  "-Dorg.bytedeco.javacpp.cachedir=$target/natives" io.skiplane.bench.cli.Main "$name" "$@"
if [ -n "${SKIPLANE_BENCH_PREFIX+set}" ]; then
  set -- "-Dskiplane.bench.prefix=$SKIPLANE_BENCH_PREFIX" "$@"
fi
# shellcheck disable=SC2086 # split on purpose
"$jdk/bin/java" ${SKIPLANE_JAVA_OPTS:-} --sun-misc-unsafe-memory-access=allow \
  "-Dskiplane.bench.revision=$revision" "$@" &
java=$!
code=0
wait "$java" || code=$?
exit "$code"
