# Finds the JDK 25, for the scripts that source this and define die: harness/skiplane, bench/run, bench/compare.
# shellcheck shell=sh

# resolve FILE: the file behind a chain of symbolic links (readlink -f is not everywhere).
resolve() {
  file=$1
  while [ -L "$file" ]; do
    link=$(readlink "$file")
    case $link in
      /*) file=$link ;;
      *) file=$(dirname "$file")/$link ;;
    esac
  done
  printf '%s/%s\n' "$(CDPATH='' cd -P "$(dirname "$file")" && pwd)" "$(basename "$file")"
}

# is_jdk_25 DIR: as its release file says, for to ask a JVM takes longer than all the rest here.
is_jdk_25() {
  [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25["./+-]' "$1/release" 2>/dev/null
}

# Sets jdk.
find_jdk() {
  jdk=${SKIPLANE_JAVA_HOME:-}
  if [ -n "$jdk" ]; then
    is_jdk_25 "$jdk" || die "SKIPLANE_JAVA_HOME is $jdk, and no JDK 25 is there."
    return
  fi
  on_path=$(command -v java) && on_path=$(resolve "$on_path") || on_path=/java/java
  for jdk in "${JAVA_HOME:-}" "${JAVA25_HOME:-}" "${on_path%/*/*}" \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/* \
    "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* "${HOME:-}"/.m2/jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if is_jdk_25 "$jdk"; then return; fi
  done
  die "a JDK 25 is needed, and none was found: install one (say temurin-25-jdk or openjdk-25-jdk with" \
    "your package manager, or unpack one into ~/.jdks), or let SKIPLANE_JAVA_HOME name one."
}
