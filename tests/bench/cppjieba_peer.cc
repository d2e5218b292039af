// How fast cppjieba cuts words, alone and with parts of speech, from the sources in the npm
// package nodejieba. Built by bench_tokens.sh only.
//
//   cppjieba_peer DICT_FOLDER TEXT
#include <time.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "cppjieba/Jieba.hpp"

static double now() {
  timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) / 1e9;
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  std::ifstream file(argv[2], std::ios::binary);
  std::stringstream all;
  all << file.rdbuf();
  std::vector<std::string> lines;
  std::string line;
  double bytes = static_cast<double>(all.str().size());
  while (std::getline(all, line)) lines.push_back(line);
  const std::string dir = std::string(argv[1]) + "/";
  cppjieba::Jieba jieba(dir + "jieba.dict.utf8", dir + "hmm_model.utf8", dir + "user.dict.utf8", dir + "idf.utf8",
                        dir + "stop_words.utf8");
  for (int tagged = 0; tagged < 2; tagged++) {
    std::vector<double> rates;
    for (int i = 0; i < 5; i++) {
      double from = now();
      std::vector<std::string> words;
      std::vector<std::pair<std::string, std::string>> pairs;
      for (const std::string &s : lines) {
        if (tagged) jieba.Tag(s, pairs);
        else jieba.Cut(s, words, true);
      }
      rates.push_back(bytes / 1e6 / (now() - from));
    }
    std::sort(rates.begin(), rates.end());
    std::cout << rates[2] << (tagged ? "\n" : " ");
  }
}
