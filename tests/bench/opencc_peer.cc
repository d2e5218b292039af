// How fast OpenCC converts, from the sources in its npm package: those that the
// package's own program is built from. Built by bench_script.sh only.
//
//   opencc_peer CONFIG.json FOLDER TEXT
#include <time.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "DartsDict.hpp"
#include "SimpleConverter.hpp"

// The other kind of dictionary, which no configuration uses, needs a library more.
namespace opencc {
DartsDictPtr DartsDict::NewFromDict(const Dict &) { return nullptr; }
DartsDictPtr DartsDict::NewFromFile(FILE *) { return nullptr; }
DartsDictPtr DartsDict::NewFromBuffer(const char *, size_t) { return nullptr; }
}  // namespace opencc

static double now() {
  timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) / 1e9;
}

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  std::ifstream file(argv[3], std::ios::binary);
  std::stringstream all;
  all << file.rdbuf();
  std::string text = all.str();
  if (text.size() > 5000000) text.resize(text.rfind('\n', 5000000) + 1);
  const opencc::SimpleConverter converter(argv[1], std::vector<std::string>{argv[2]});
  std::vector<double> rates;
  for (int i = 0; i < 5; i++) {
    double from = now();
    size_t made = converter.Convert(text).size();
    rates.push_back(static_cast<double>(text.size()) / 1e6 / (now() - from));
    if (made == 0) return 1;
  }
  std::sort(rates.begin(), rates.end());
  std::cout << rates[2] << std::endl;
}
