#include "api/answer_cache.h"

#include <utility>

namespace closeloop::api {

std::shared_ptr<const Response> AnswerCache::find(const BoardMoment& moment,
                                                  const std::string& question) const {
  const std::lock_guard lock{mutex_};
  if (moment != moment_) return nullptr;
  const auto found = answers_.find(question);
  return found == answers_.end() ? nullptr : found->second;
}

void AnswerCache::keep(const BoardMoment& moment, const std::string& question,
                       const Response& answer) {
  auto kept = std::make_shared<const Response>(answer);
  const auto bytes = question.size() + answer.body.size() + 500;
  const std::lock_guard lock{mutex_};
  if (moment < moment_ || bytes > bytes_max) return;
  if (moment > moment_ || bytes_ + bytes > bytes_max) {
    answers_.clear();
    bytes_ = 0;
    moment_ = moment;
  }
  if (answers_.insert_or_assign(question, std::move(kept)).second) bytes_ += bytes;
}

}  // namespace closeloop::api
