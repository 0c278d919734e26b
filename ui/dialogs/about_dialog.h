#pragma once

#include <QDialog>
#include <QString>

#include <span>

class QPlainTextEdit;

namespace hopwright::ui {

/// Something of others that the programs are made with.
struct Part {
    const char* name;     ///< As its project calls it.
    const char* purpose;  ///< For Text::tr().
    const char* licence;  ///< By its SPDX id.
};

/// All that CMakeLists.txt finds and links.
std::span<const Part> parts();

/// What a report of a fault needs to know of the machine: versions, system, screens, language; a line each. Neither who uses it nor
/// what the machine is called.
QString systemFacts();

/// Version, licence, the parts with their licences, and the facts of the system, to be copied. Opened, never executed.
class AboutDialog : public QDialog {
    Q_OBJECT

public:
    explicit AboutDialog(QWidget* parent = nullptr);

private:
    QWidget* makeHead();
    QWidget* makeParts();

    QPlainTextEdit* m_facts;
};

}  // namespace hopwright::ui
