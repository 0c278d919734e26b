#pragma once

#include "core/base/result.h"
#include "core/model/graph.h"
#include "ui/document/graph_document.h"
#include "ui/panels/field.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace hopwright::ui {

class Sections;

/// Makes the fields of one page of properties, one below the other.
struct FieldMaker {
    GraphDocument& document;
    Sections& sections;
    std::vector<Field*>& fields;

    void line(Field::Binding binding) const;
    void text(Field::Binding binding) const;
    void choice(Field::Binding binding, const std::vector<Field::Choice>& choices) const;

private:
    void add(Field* field) const;
};

/// What stands in a field, without the blanks around it.
std::string trimmed(const QString& text);
QString portText(const std::optional<std::uint16_t>& port);
/// The empty text is no port. \returns OutOfRange for what is no number from 1 to 65535.
Result<std::optional<std::uint16_t>> portOf(const QString& text);

// What one machine has in common with others, and one session. Each field edits all of \p ids in one step, and says
// *(several)* while they differ. Those that are gone are passed over; there is at least one. Cost of a look: O(ids).
void makePortField(const FieldMaker& make, const std::set<model::ComputerId>& ids);
void makeKindField(const FieldMaker& make, const std::set<model::ComputerId>& ids);
void makeDomainField(const FieldMaker& make, const std::set<model::ComputerId>& ids);
void makeOsField(const FieldMaker& make, const std::set<model::ComputerId>& ids);
void makeNotesField(const FieldMaker& make, const std::set<model::ComputerId>& ids);
void makeMethodField(const FieldMaker& make, const std::set<model::HopId>& ids);
/// Owner, ticket and last day, of machines or of hops.
void makeUpkeepFields(const FieldMaker& make, const std::set<model::ComputerId>& ids);
void makeUpkeepFields(const FieldMaker& make, const std::set<model::HopId>& ids);
void makeMutedField(const FieldMaker& make, const std::set<model::HopId>& ids);
void makeHopPortField(const FieldMaker& make, const std::set<model::HopId>& ids);

}  // namespace hopwright::ui
