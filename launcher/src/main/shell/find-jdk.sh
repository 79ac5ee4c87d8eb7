# Sets JAVA_HOME to a JDK of version 25 or newer, or explains what is missing and fails.
# Looks at JAVA_HOME, then PATH, then the folders where systems usually keep their JDKs.
# Also sets jdk_version to its full version, jdk_graalvm to its GraalVM version, which a stock JDK does not have, and jdk_contains_graal,
# which is not empty where the Graal compiler is one of its modules: in a GraalVM JDK, and in an image that jlink has made with it.
# `wasm` reads this at every start, so nothing here runs another program where JAVA_HOME is right.

required_jdk=25

is_recent_jdk() { # is there such a JDK in folder $1?
  jdk_version=
  jdk_graalvm=
  jdk_contains_graal=
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
  major=
  while IFS='="' read -r key _ value _; do # KEY="VALUE"
    case $key in
      JAVA_VERSION)
        major=${value%%[!0-9]*}
        jdk_version=${jdk_version:-$value} # An image of jlink's has no other.
        ;;
      JAVA_RUNTIME_VERSION) jdk_version=$value ;;
      GRAALVM_VERSION)
        jdk_graalvm=$value
        jdk_contains_graal=yes
        ;;
      MODULES)
        # A stock JDK has an empty module in the place of jdk.graal.compiler, but none that Truffle calls.
        case " $value " in *" org.graalvm.truffle.compiler "*) jdk_contains_graal=yes ;; esac
        ;;
    esac
  done <"$1/release"
  [ "${major:-0}" -ge "$required_jdk" ]
}

find_jdk() {
  if [ -n "${JAVA_HOME-}" ] && is_recent_jdk "$JAVA_HOME"; then
    return 0
  fi
  java_on_path=$(command -v java || true)
  if [ -n "$java_on_path" ]; then
    java_on_path=$(readlink -f "$java_on_path" 2>/dev/null || echo "$java_on_path")
    candidate=${java_on_path%/bin/java}
    if is_recent_jdk "$candidate"; then
      JAVA_HOME=$candidate
      return 0
    fi
  fi
  for candidate in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/graalvm* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if is_recent_jdk "$candidate"; then
      JAVA_HOME=$candidate
      return 0
    fi
  done
  echo "perigord: needs a JDK $required_jdk or newer, and found none in JAVA_HOME (${JAVA_HOME:-not set}), on PATH (${java_on_path:-no java}), or in the usual folders." >&2
  echo "perigord: install one (on Debian 13: apt-get install openjdk-25-jdk) or set JAVA_HOME." >&2
  return 1
}
