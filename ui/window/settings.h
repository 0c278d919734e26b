#pragma once

#include "ui/theme/tokens.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QVariant>

class QPalette;
class QSettings;

namespace hopwright::ui {

/// What the window remembers between two starts. Never a credential.
///
/// Refers to settings that outlive it; tests give a file of their own.
class Settings {
public:
    explicit Settings(QSettings& store) : m_store(store) {}

    /// False before the first window has been closed.
    bool hasTheme() const;
    /// The chosen theme; before the first choice what the platform's \p palette looks like.
    Theme theme(const QPalette& palette) const;
    void setTheme(Theme theme) const;

    /// Whether reduced motion was chosen; before the first choice \p otherwise.
    bool motionReduced(bool otherwise) const;
    void setMotionReduced(bool reduced) const;

    QByteArray geometry() const;
    /// Empty also for one that is not as it was kept: QMainWindow takes its layout apart before it sees that.
    QByteArray docks() const;
    void setWindow(const QByteArray& geometry, const QByteArray& docks) const;

    /// The file that was open last; empty: none, the sample opens.
    QString lastDrawing() const;
    void setLastDrawing(const QString& path) const;

    static constexpr qsizetype mostRecent = 10;
    /// The drawings that were opened or saved, the last one first, each once, at most mostRecent. They may be gone.
    QStringList recentDrawings() const;
    /// \p path, absolute, becomes the first of them.
    void addRecentDrawing(const QString& path) const;
    void forgetRecentDrawing(const QString& path) const;
    void clearRecentDrawings() const;

    static constexpr qsizetype mostColumnChoices = 20;
    /// Which columns of a pasted table with these \p heads name machines, by their heads; empty: nobody said.
    QStringList hostColumns(const QStringList& heads) const;
    /// Keeps that; of tables beyond mostColumnChoices the one that was chosen for first is forgotten.
    void setHostColumns(const QStringList& heads, const QStringList& chosen) const;

    /// The folder in which the last export made its own; empty: none yet.
    QString exportsFolder() const;
    void setExportsFolder(const QString& folder) const;

    bool tourHidden() const;
    void setTourHidden(bool hidden) const;

private:
    QVariant value(const char* key) const;
    void setValue(const char* key, const QVariant& value) const;

    QSettings& m_store;
};

}  // namespace hopwright::ui
