#include "api/import/source_words.h"

#include <utility>

namespace closeloop::imports {

std::string slug(std::string_view text, char joint) {
  std::string word;
  for (char c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const bool letter =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (letter) {
      word += c;
    } else if (!word.empty() && word.back() != joint) {
      word += joint;
    }
  }
  if (!word.empty() && word.back() == joint) word.pop_back();
  return word;
}

std::string review_kind(std::string_view kind) {
  static constexpr std::pair<std::string_view, std::string_view> kinds[] = {
      {"serious_case_review", "seriousCaseReview"},
      {"rapid_review", "rapidReview"},
      {"lcspr", "localPracticeReview"},
      {"local_child_safeguarding_practice_review", "localPracticeReview"},
      {"child_practice_review", "localPracticeReview"},
      {"practice_learning", "practiceLearningReview"},
      {"multi_agency_audit", "multiAgencyAudit"},
      {"multi_agency_case", "multiAgencyAudit"},
      {"single_agency_audit", "singleAgencyAudit"},
      {"section_11", "section11"},
      {"child_death", "childDeathReview"},
      {"jtai", "inspection"},
      {"inspection", "inspection"},
      {"ofsted", "inspection"},
      {"peer_", "inspection"},
      {"national_", "nationalReview"},
      {"challenge", "challenge"},
  };
  const auto word = slug(kind, '_');
  if (word == "scr" || word.starts_with("scr_")) return "seriousCaseReview";
  for (const auto& [part, ours] : kinds) {
    if (word.find(part) != std::string::npos) return std::string{ours};
  }
  return "other";
}

std::string nature_of(std::string_view kind) {
  const auto word = slug(kind, '_');
  if (word.find("strength") != std::string::npos || word == "good_practice") return "strength";
  if (word.ends_with("outcome") || word.ends_with("outcomes")) return "expectedOutcome";
  return "concern";
}

std::string journey_stage(std::string_view text) {
  static constexpr std::pair<std::string_view, std::string_view> stages[] = {
      {"unborn", "unborn"},
      {"universal", "universal"},
      {"early_help", "earlyHelp"},
      {"child_in_need", "childInNeed"},
      {"child_protection", "childProtection"},
      {"looked_after", "lookedAfter"},
      {"care_leaver", "careLeaver"},
  };
  const auto word = slug(text, '_');
  for (const auto& [name, ours] : stages) {
    if (word == name) return std::string{ours};
  }
  return {};
}

std::string normalised_status(std::string_view text) {
  auto word = slug(text, '_');
  for (const auto* done : {"completed", "done", "finished", "implemented", "closed"}) {
    if (word == done) return "complete";
  }
  return word;
}

}  // namespace closeloop::imports
