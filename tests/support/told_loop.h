#pragma once

#include <string>
#include <string_view>

#include "tests/support/chronicle.h"

/// A whole loop as a board would record it, with what is needed of every other record.
namespace closeloop::testing {

inline std::string id_list(std::string_view ids) {
  return ids.empty() ? "[]" : "[\"" + std::string{ids} + "\"]";
}

inline std::string finding_json(std::string_view review = "R-1", std::string_view theme = "voice",
                                std::string_view nature = "concern") {
  return R"({"raised": {"reviews": [")" + std::string{review} + R"("], "nature": ")" +
         std::string{nature} + R"(", "statement": "GCP2 was not considered", "themes": )" +
         id_list(theme) + "}}";
}

inline std::string learning_json(std::string_view finding = "F-1") {
  return R"({"agreed": {"statement": "Ask about neglect early", "findings": )" + id_list(finding) +
         "}}";
}

/// An action due at the end of March 2017, that the council leads.
inline std::string action_json(std::string_view finding = "F-1",
                               std::string_view due = "2017-03-31",
                               std::string_view agency = "council", std::string_view owner = "head",
                               std::string_view learning = "") {
  return R"({"agreed": {"statement": "Train leads in GCP2", "findings": )" + id_list(finding) +
         R"(, "learningPoints": )" + id_list(learning) + R"(, "leadAgency": ")" +
         std::string{agency} + R"(", "owner": ")" + std::string{owner} + R"(", "due": ")" +
         std::string{due} + R"(", "successCriterion": "Plans name it",
         "childWouldNotice": "I am asked"}})";
}

inline std::string outcome_json(std::string_view action, std::string_view from, std::string_view to,
                                std::string_view voice = {}) {
  const auto of = voice.empty() ? "" : R"(, "voiceOf": ")" + std::string{voice} + "\"";
  return R"({"recorded": {"kind": "outcome", "title": "Dip sample", "actions": )" +
         id_list(action) + R"(, "method": "dipSample", "strength": "medium", "observedFrom": ")" +
         std::string{from} + R"(", "observedTo": ")" + std::string{to} + "\"" + of + "}}";
}

inline constexpr std::string_view accept = R"({"accepted": {"by": "alan"}})";
inline constexpr std::string_view verify = R"({"deliveryVerified": {"by": "vera"}})";
inline constexpr std::string_view close = R"({"closed": {"statement": "Plans name the tool"}})";
inline std::string deliver(std::string_view day) {
  return R"({"delivered": {"by": "dora", "on": ")" + std::string{day} + "\"}}";
}
inline std::string judge(std::string_view evidence, std::string_view result = "met") {
  return R"({"improvementJudged": {"result": ")" + std::string{result} +
         R"(", "statement": "Children are asked", "judgedBy": "carol", "evidence": )" +
         id_list(evidence) + "}}";
}
inline std::string book(std::string_view day) {
  return R"({"sustainabilityCheckDue": {"on": ")" + std::string{day} + "\"}}";
}

/// R-1, F-1, L-1 and A-1 as agreed in January 2017.
inline void agree_loop(Chronicle& told) {
  told.on("2016-11-01").add("reviews/R-1", R"({"opened": {"kind": "multiAgencyAudit",
      "title": "Neglect audit"}})");
  told.add("findings/F-1", finding_json());
  told.on("2016-11-20").add("learning-points/L-1", learning_json());
  told.on("2017-01-02")
      .add("actions/A-1", action_json("F-1", "2017-03-31", "council", "head", "L-1"));
  told.add("actions/A-1", accept);
}
/// Delivered on 1 March and verified a week later.
inline void deliver_loop(Chronicle& told) {
  told.on("2017-03-01").add("actions/A-1", deliver("2017-03-01"));
  told.on("2017-03-08").add("actions/A-1", verify);
}
/// With outcome evidence E-1, and closed on 1 June 2017.
inline void close_loop(Chronicle& told) {
  told.on("2017-04-30")
      .add("evidence/E-1", outcome_json("A-1", "2017-03-15", "2017-04-15", "child"));
  told.on("2017-05-01").add("findings/F-1", judge("E-1"));
  told.on("2017-05-02").add("findings/F-1", book("2018-05-01"));
  told.on("2017-06-01").add("findings/F-1", close);
}
inline Chronicle& closed_loop(Chronicle& told) {
  agree_loop(told);
  deliver_loop(told);
  close_loop(told);
  return told;
}

}  // namespace closeloop::testing
