#pragma once

class QDialog;
class QPushButton;
class QVBoxLayout;

namespace hopwright::ui {

/// The foot of \p dialog, below all in \p column: *Cancel*, which rejects it, and at its right \p act, which Enter presses.
void addButtonRow(QDialog& dialog, QVBoxLayout& column, QPushButton& act);

}  // namespace hopwright::ui
