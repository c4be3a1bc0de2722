#include "eventstore/schema/request.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "eventstore/schema/envelope.capnp.h"
#include "eventstore/schema/json.h"
#include "eventstore/schema/message.h"
#include "eventstore/schema/values.h"

namespace eventstore {
namespace {

Shape common_with_reason() {
  auto shape = shape_of<schema::Common>();
  const auto reason = std::ranges::find(shape.fields, "reason", &Field::name);
  reason->required = true;
  return shape;
}

const Shape& common_shape(bool reasoned) {
  static const Shape with_reason = common_with_reason();
  return reasoned ? with_reason : shape_of<schema::Common>();
}

Common values(schema::Common::Reader said) {
  Common common;
  if (said.hasEffectiveOn()) common.effective_on = day(said.getEffectiveOn());
  common.reason = str(said.getReason());
  if (said.hasOnBehalfOf()) common.on_behalf_of = str(said.getOnBehalfOf().getText());
  return common;
}

}  // namespace

Result<Common> decode_request(const Field& event, const boost::json::value& body,
                              const Sealer& sealer, capnp::DynamicStruct::Builder to) {
  capnp::word scratch[64] = {};
  capnp::MallocMessageBuilder message{kj::arrayPtr(scratch, 64)};
  auto common = message.initRoot<schema::Common>();
  const auto asked = to.init(event.schema).as<capnp::DynamicStruct>();
  const std::array parts{Part{event.record.get(), asked},
                         Part{&common_shape(event.reasoned), common}};
  auto problems = from_json(parts, body, Source::request, sealer);
  if (!problems.empty()) return invalid(std::move(problems));

  const auto bytes = to.asReader().totalSize().wordCount * sizeof(capnp::word);
  if (bytes > payload_bytes_max) {
    return invalid(Problems{
        {"", "length",
         fmt::format(
             "All of this together must be {} bytes or fewer; it has {}. Record it in parts.",
             payload_bytes_max, bytes)}});
  }
  return values(common);
}

Shape request_shape(const Field& event) {
  auto shape = *event.record;
  std::erase_if(shape.fields, &Field::decided);
  const auto& common = common_shape(event.reasoned).fields;
  shape.fields.insert(shape.fields.end(), common.begin(), common.end());
  return shape;
}

}  // namespace eventstore
