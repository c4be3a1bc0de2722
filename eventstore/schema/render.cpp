#include "eventstore/schema/render.h"

#include <algorithm>

#include "eventstore/schema/dynamic.h"
#include "eventstore/schema/text.h"
#include "eventstore/schema/values.h"

namespace eventstore {
namespace {

using capnp::DynamicList;
using capnp::DynamicStruct;
using capnp::DynamicValue;

std::string in_words(const Field& field, const DynamicValue::Reader& value, const Sealer& sealer) {
  switch (field.kind) {
    case Kind::text: return str(value.as<capnp::Text>());
    case Kind::flag: return value.as<bool>() ? "Yes" : "No";
    case Kind::whole:
      return value.getType() == DynamicValue::UINT ? std::to_string(value.as<std::uint64_t>())
                                                   : std::to_string(value.as<std::int64_t>());
    case Kind::choice: {
      const auto raw = value.as<capnp::DynamicEnum>().getRaw();
      const auto found = std::ranges::find(field.choices, raw, &Choice::raw);
      return raw == 0 ? "" : found == field.choices.end() ? "Not known here" : found->label;
    }
    case Kind::id: return str(text_of_id(value.as<DynamicStruct>()));
    case Kind::date: return long_form(day(value.as<schema::Date>()));
    case Kind::moment: return long_form(timestamp(value.as<schema::Moment>()));
    case Kind::decimal: return decimal(value.as<schema::Decimal>()).text();
    case Kind::sealed: return sealer.open(value.as<schema::Sealed>()).value_or("Erased");
    case Kind::record: break;
  }
  return {};
}

void record(const Shape& shape, DynamicStruct::Reader from, const Sealer& sealer, int depth,
            std::vector<Line>& lines) {
  const auto line = [&](const Field& field, const DynamicValue::Reader& value) {
    // Text was checked when it was recorded, but damage may have come to it since.
    auto words = printable(in_words(field, value, sealer));
    if (words.empty() && field.kind != Kind::record) return;
    lines.push_back({depth, field.label, std::move(words), field.refers_to});
    if (field.kind == Kind::record) {
      record(*field.record, value.as<DynamicStruct>(), sealer, depth + 1, lines);
    }
  };
  for (const auto& field : shape.fields) {
    if (!is_there(field, from)) continue;
    const auto value = from.get(field.schema);
    if (!field.list) {
      line(field, value);
      continue;
    }
    for (const auto item : value.as<DynamicList>()) line(field, item);
  }
}

}  // namespace

std::vector<Line> render(const Shape& shape, DynamicStruct::Reader from, const Sealer& sealer) {
  std::vector<Line> lines;
  record(shape, from, sealer, 0, lines);
  return lines;
}

}  // namespace eventstore
