#include "ui/models/script_list_model.h"

#include "ui/models/thing_id.h"
#include "ui/text/words.h"
#include "ui/theme/icons.h"

#include <algorithm>
#include <utility>

namespace hopwright::ui {

namespace {

using script::powershell::Purpose;
using script::powershell::ScriptFile;

const QString indexKey = QStringLiteral("index");

QString heading(Purpose purpose)
{
    switch (purpose) {
    case Purpose::Enable:
        return said("Set up");
    case Purpose::Verify:
        return said("Check");
    case Purpose::Probe:
        return said("Test");
    case Purpose::Short:
        return said("Short form");
    case Purpose::Undo:
        break;
    }
    return said("Undo");
}

QString iconOf(const model::Graph& graph, const ScriptFile& file)
{
    if (file.purpose == Purpose::Probe)
        return QStringLiteral("play");
    if (file.purpose == Purpose::Undo)
        return QStringLiteral("undo");
    const auto found = graph.computers.find(file.machine);
    const auto kind =
        found == graph.computers.end() ? model::ComputerKind::Server : found->second.kind;
    switch (kind) {
    case model::ComputerKind::Client:
        return QStringLiteral("client");
    case model::ComputerKind::JumpServer:
        return QStringLiteral("jump");
    case model::ComputerKind::Server:
        break;
    }
    return QStringLiteral("server");
}

QString keyOf(const ScriptFile& file)
{
    return fromUtf8(script::powershell::purposeName(file.purpose)) + u' ' + thingIdOf(file.machine);
}

}  // namespace

QString scriptRights(const ScriptFile& file)
{
    const QString machine = fromUtf8(file.machineName);
    switch (file.purpose) {
    case Purpose::Verify:
        return filled(said("%1, reads only"), {machine});
    case Purpose::Probe:
        return filled(said("%1, as the user of the hops"), {machine});
    case Purpose::Enable:
    case Purpose::Short:
    case Purpose::Undo:
        break;
    }
    return filled(said("%1, elevated"), {machine});
}

bool ScriptListModel::setContent(const model::Graph& graph, std::vector<ScriptFile> files,
                                 std::string index)
{
    std::vector<Row> rows;
    for (ScriptFile& file : files) {
        if (rows.empty() || rows.back().file.purpose != file.purpose)
            rows.push_back({.text = heading(file.purpose)});
        rows.push_back({.key = keyOf(file),
                        .text = fromUtf8(file.name),
                        .second = scriptRights(file),
                        .icon = iconOf(graph, file)});
        rows.back().file = std::move(file);
    }
    if (!rows.empty()) {
        rows.push_back({.text = said("How to run them")});
        rows.push_back({.key = indexKey,
                        .text = fromUtf8(script::powershell::indexName),
                        .second = said("which file where, in which order"),
                        .icon = QStringLiteral("file")});
        rows.back().file.name = script::powershell::indexName;
        rows.back().file.text = std::move(index);
    }
    if (!std::ranges::equal(rows, m_rows, {}, &Row::key, &Row::key)) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return true;
    }
    const bool same = std::ranges::equal(rows, m_rows, {}, &Row::file, &Row::file);
    m_rows = std::move(rows);
    if (!m_rows.empty())
        emit dataChanged(this->index(0), this->index(rowCount() - 1));
    return !same;
}

const ScriptFile* ScriptListModel::fileAt(const QModelIndex& row) const
{
    if (!row.isValid() || !checkIndex(row))
        return nullptr;
    const Row& found = m_rows.at(static_cast<std::size_t>(row.row()));
    return found.key.isEmpty() ? nullptr : &found.file;
}

bool ScriptListModel::isIndex(const QModelIndex& row) const
{
    return row.data(FileKeyRole).toString() == indexKey;
}

std::vector<const ScriptFile*> ScriptListModel::files() const
{
    std::vector<const ScriptFile*> out;
    for (const Row& row : m_rows) {
        if (!row.key.isEmpty())
            out.push_back(&row.file);
    }
    return out;
}

QModelIndex ScriptListModel::rowOf(const QString& key) const
{
    const auto found = std::ranges::find(m_rows, key, &Row::key);
    return key.isEmpty() || found == m_rows.end() ? QModelIndex()
                                                  : index(static_cast<int>(found - m_rows.begin()));
}

int ScriptListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ScriptListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows.at(static_cast<std::size_t>(index.row()));
    switch (role) {
    case Qt::DisplayRole:
        return row.text;
    case Qt::DecorationRole:
        return row.icon.isEmpty() ? QVariant() : QVariant(icon(row.icon));
    case SecondLineRole:
        return row.second.isEmpty() ? QVariant() : QVariant(row.second);
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return row.second.isEmpty() ? row.text : row.text + QStringLiteral(", ") + row.second;
    case FileKeyRole:
        return row.key;
    default:
        return {};
    }
}

Qt::ItemFlags ScriptListModel::flags(const QModelIndex& index) const
{
    // A list's keys go past what is not enabled.
    return index.data(FileKeyRole).toString().isEmpty()
               ? Qt::NoItemFlags
               : Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

}  // namespace hopwright::ui
