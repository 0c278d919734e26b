#pragma once

#include "core/model/graph.h"
#include "core/script/script_files.h"
#include "ui/theme/roles.h"

#include <QAbstractListModel>

#include <string>
#include <vector>

namespace hopwright::ui {

/// The files of an export by what they are for, in the order in which they are run, each group below its heading; last
/// the index. Headings cannot be selected.
class ScriptListModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        /// QString: names purpose and machine, whatever number the file has now; empty for a heading.
        FileKeyRole = FirstFreeRole,
    };

    using QAbstractListModel::QAbstractListModel;

    /// \p index is the text of the file that says what to run where; without \p files there is none. Rows stay, and
    /// with them the selection, when they are for the same machines and purposes as before.
    /// \returns whether a file is another than before.
    bool setContent(const model::Graph& graph, std::vector<script::ExportFile> files,
                    std::string index);

    /// The file of a row, the index as one without a machine; nullptr: a heading, or no row.
    const script::ExportFile* fileAt(const QModelIndex& row) const;
    bool isIndex(const QModelIndex& row) const;
    /// All files in order, the index last.
    std::vector<const script::ExportFile*> files() const;
    /// The row with that key; an invalid index: none.
    QModelIndex rowOf(const QString& key) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    struct Row {
        QString key = {};
        QString text = {};
        QString second = {};
        QString icon = {};
        script::ExportFile file = {};
    };

    std::vector<Row> m_rows;
};

}  // namespace hopwright::ui
