#include <algorithm>

#include "eventstore/schema/dynamic.h"
#include "eventstore/schema/json.h"
#include "eventstore/schema/text.h"
#include "eventstore/schema/values.h"

namespace eventstore {
namespace {

namespace json = boost::json;
using capnp::DynamicList;
using capnp::DynamicStruct;
using capnp::DynamicValue;

class Writing {
 public:
  Writing(const Sealer& sealer, json::storage_ptr memory)
      : sealer_{sealer}, memory_{std::move(memory)} {}

  json::object record(const Shape& shape, DynamicStruct::Reader from) {
    json::object object(memory_);  // Braces would make a list of one.
    object.reserve(shape.fields.size());
    for (const auto& field : shape.fields) {
      if (!is_there(field, from)) continue;  // Null, or a variant that is not this one.
      const auto value = from.get(field.schema);
      if (field.list) {
        const auto list = value.as<DynamicList>();
        json::array array(memory_);
        array.reserve(list.size());
        for (const auto item : list) array.push_back(one(field, item));
        object.emplace(field.name, std::move(array));
      } else if (auto written = one(field, value);
                 !(field.kind == Kind::choice && written.is_null())) {
        object.emplace(field.name, std::move(written));
      }
    }
    return object;
  }

 private:
  json::value one(const Field& field, const DynamicValue::Reader& value) {
    switch (field.kind) {
      case Kind::text: return string(view(value.as<capnp::Text>()));
      case Kind::flag: return value.as<bool>();
      case Kind::whole:
        // An unsigned field is UINT to the dynamic API whatever its value.
        return value.getType() == DynamicValue::UINT ? json::value(value.as<std::uint64_t>())
                                                     : json::value(value.as<std::int64_t>());
      case Kind::choice: {
        const auto raw = value.as<capnp::DynamicEnum>().getRaw();
        if (raw == 0) return nullptr;
        const auto found = std::ranges::find(field.choices, raw, &Choice::raw);
        return found != field.choices.end() ? string(found->name) : string("unknown");
      }
      case Kind::id: return string(view(text_of_id(value.as<DynamicStruct>())));
      case Kind::date: return string(iso(day(value.as<schema::Date>())));
      case Kind::moment: return string(iso(timestamp(value.as<schema::Moment>())));
      case Kind::decimal: return string(decimal(value.as<schema::Decimal>()).text());
      case Kind::sealed: {
        const auto opened = sealer_.open(value.as<schema::Sealed>());
        return opened ? string(*opened) : json::value(nullptr);
      }
      case Kind::record: return record(*field.record, value.as<DynamicStruct>());
    }
    return nullptr;
  }

  /// Text was checked when it was recorded, but damage may have come to it since.
  json::value string(std::string_view text) const {
    if (!characters(text)) return json::string(printable(text), memory_);
    return json::string(json::string_view{text.data(), text.size()}, memory_);
  }

  const Sealer& sealer_;
  json::storage_ptr memory_;
};

}  // namespace

json::object to_json(const Shape& shape, DynamicStruct::Reader from, const Sealer& sealer,
                     json::storage_ptr memory) {
  return Writing{sealer, std::move(memory)}.record(shape, from);
}

}  // namespace eventstore
