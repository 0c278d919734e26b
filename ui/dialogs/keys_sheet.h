#pragma once

#include <QDialog>
#include <QString>

#include <vector>

namespace hopwright::ui {

/// A key, and what it does: both as they are shown.
struct KeyRow {
    QString key = {};
    QString does = {};
};

struct KeyGroup {
    QString title = {};
    std::vector<KeyRow> rows = {};
};

/// All keys on one sheet, by where they work. Opened, never executed; Esc closes it.
class KeysSheet : public QDialog {
    Q_OBJECT

public:
    explicit KeysSheet(const std::vector<KeyGroup>& groups, QWidget* parent = nullptr);
};

}  // namespace hopwright::ui
