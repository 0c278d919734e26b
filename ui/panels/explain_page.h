#pragma once

#include "ui/models/thing_id.h"
#include "ui/panels/inspector.h"
#include "ui/text/explain_text.h"

#include <QScrollArea>
#include <QString>

#include <vector>

namespace hopwright::ui {

class Sections;

/// Tab Explain: what the selected thing, a finding, a rule, a role, a list or a word means, why here, what it exposes, how to mend
/// it and how it shows in logs. Rules and words in it are links, with a way back.
class ExplainPage : public QScrollArea {
    Q_OBJECT

public:
    explicit ExplainPage(QWidget* parent = nullptr);

    /// What is explained: the id of a finding, a rule or a word, or nothing: the thing that is shown. Forgets the way back.
    void setSubject(const QString& id);
    const QString& subject() const { return m_subject; }
    void show(const model::Graph& graph, const InspectorContent& content, const ThingRef& thing);

signals:
    /// A link was pressed: show() is to be called.
    void subjectChanged();

private:
    void follow(const QString& id);
    void goBack();
    void addBack(Sections& sections);
    std::vector<Explained> explained(const ExplainScene& scene, const ThingRef& thing) const;
    void put(Sections* sections);

    QString m_subject;
    std::vector<QString> m_back;
    QString m_shown;  ///< What the scroll position is of.
};

}  // namespace hopwright::ui
