#pragma once

#include <string>
#include <string_view>

/// What the words of published plans mean in ours. A word that is not known stays beside ours in
/// its own words, and is taken for the cautious meaning: "other", a concern, a stage not said.
namespace closeloop::imports {

/// Lower case, with `joint` for each run of what is neither letter nor digit: "On Track" is
/// "on_track".
[[nodiscard]] std::string slug(std::string_view text, char joint);

/// A kind of review, as the schema names it: "multi_agency_audit" is "multiAgencyAudit".
[[nodiscard]] std::string review_kind(std::string_view kind);
/// "strength", "expectedOutcome" or "concern".
[[nodiscard]] std::string nature_of(std::string_view kind);
/// "earlyHelp" for "Early help"; empty if it names no stage of the child's journey.
[[nodiscard]] std::string journey_stage(std::string_view text);
/// "complete" for "Completed"; other words as slugs.
[[nodiscard]] std::string normalised_status(std::string_view text);

}  // namespace closeloop::imports
