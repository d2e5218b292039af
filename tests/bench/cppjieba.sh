# cppjieba.sh: read in by the benches that measure beside cppjieba, whose sources
# come with the npm package nodejieba. `cppjieba WORK TEXT` fetches and builds it in
# WORK and prints "words tagged", MB/s each; or says why it is skipped, and fails.
cppjieba() {
  work=$1
  peer=$work/npm/node_modules/nodejieba
  if [ ! -x "$work/cppjieba_peer" ]; then
    command -v npm > /dev/null || { echo "cppjieba is skipped: npm is not there"; return 1; }
    [ -d "$peer" ] || npm install --silent --ignore-scripts --prefix "$work/npm" nodejieba@2.6.0 > /dev/null 2>&1 ||
      { echo "cppjieba is skipped: npm could not fetch it"; return 1; }
    header=$(find "$peer" -name Jieba.hpp | head -n 1)
    limonp=$(find "$peer" -name StringUtil.hpp | head -n 1)
    # shellcheck disable=SC2086
    ${CXX:-g++} -std=c++14 -O2 -DNDEBUG -DLOGGING_LEVEL=LL_ERROR "-I${header%/cppjieba/Jieba.hpp}" \
      "-I${limonp%/limonp/StringUtil.hpp}" -o "$work/cppjieba_peer" tests/bench/cppjieba_peer.cc \
      2> "$work/cppjieba_peer.log" ||
      { echo "cppjieba is skipped: it could not be built ($work/cppjieba_peer.log)"; return 1; }
  fi
  dict=$(dirname "$(find "$peer" -name jieba.dict.utf8 | head -n 1)")
  $one "$work/cppjieba_peer" "$dict" "$2" 2> /dev/null
}
