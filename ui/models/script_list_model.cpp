#include "ui/models/script_list_model.h"

#include "ui/models/machine_icon.h"
#include "ui/models/thing_id.h"
#include "ui/text/purpose_words.h"
#include "ui/text/words.h"
#include "ui/theme/icons.h"

#include <algorithm>
#include <utility>

namespace hopwright::ui {

namespace {

using script::ExportFile;
using script::Purpose;

const QString indexKey = QStringLiteral("index");

QString iconOfFile(const model::Graph& graph, const ExportFile& file)
{
    if (file.purpose == Purpose::Probe)
        return QStringLiteral("play");
    if (file.purpose == Purpose::Undo)
        return QStringLiteral("undo");
    const auto found = graph.computers.find(file.machine);
    return iconOf(found == graph.computers.end() ? model::ComputerKind::Server
                                                 : found->second.kind);
}

QString keyOf(const ExportFile& file)
{
    return fromUtf8(file.format) + u' ' + thingIdOf(file.machine);
}

}  // namespace

bool ScriptListModel::setContent(const model::Graph& graph, std::vector<ExportFile> files,
                                 std::string index)
{
    std::vector<Row> rows;
    for (ExportFile& file : files) {
        if (rows.empty() || rows.back().file.purpose != file.purpose)
            rows.push_back({.text = purposeHeading(file.purpose)});
        rows.push_back({.key = keyOf(file),
                        .text = fromUtf8(file.name),
                        .second = scriptRights(file),
                        .icon = iconOfFile(graph, file)});
        rows.back().file = std::move(file);
    }
    if (!rows.empty()) {
        rows.push_back({.text = Text::tr("How to run them")});
        rows.push_back({.key = indexKey,
                        .text = fromUtf8(script::indexName),
                        .second = Text::tr("which file where, in which order"),
                        .icon = QStringLiteral("file")});
        rows.back().file.name = script::indexName;
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

const ExportFile* ScriptListModel::fileAt(const QModelIndex& row) const
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

std::vector<const ExportFile*> ScriptListModel::files() const
{
    std::vector<const ExportFile*> out;
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
