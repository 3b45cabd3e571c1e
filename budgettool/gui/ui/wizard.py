"""Made from `forms/ui/wizard.ui`; edit that instead."""

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QComboBox, QFrame, QGridLayout,
    QHBoxLayout, QHeaderView, QLabel, QLineEdit,
    QPushButton, QScrollArea, QSizePolicy, QSpacerItem,
    QSpinBox, QStackedWidget, QTableWidgetItem, QVBoxLayout,
    QWidget)

from budgettool.gui.unit_table import UnitTable

class Ui_Wizard(object):
    def setupUi(self, Wizard):
        if not Wizard.objectName():
            Wizard.setObjectName(u"Wizard")
        self.rows = QVBoxLayout(Wizard)
        self.rows.setSpacing(16)
        self.rows.setObjectName(u"rows")
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.head = QLabel(Wizard)
        self.head.setObjectName(u"head")

        self.rows.addWidget(self.head)

        self.steps = QStackedWidget(Wizard)
        self.steps.setObjectName(u"steps")
        self.department = QScrollArea()
        self.department.setObjectName(u"department")
        self.department.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.department.setFrameShape(QFrame.Shape.NoFrame)
        self.department.setWidgetResizable(True)
        self.inner = QWidget()
        self.inner.setObjectName(u"inner")
        self.department_rows = QVBoxLayout(self.inner)
        self.department_rows.setSpacing(8)
        self.department_rows.setObjectName(u"department_rows")
        self.department_rows.setContentsMargins(0, 0, 8, 0)
        self.department_columns = QHBoxLayout()
        self.department_columns.setSpacing(0)
        self.department_columns.setObjectName(u"department_columns")
        self.form = QGridLayout()
        self.form.setObjectName(u"form")
        self.form.setHorizontalSpacing(16)
        self.form.setVerticalSpacing(4)
        self.full_label = QLabel(self.inner)
        self.full_label.setObjectName(u"full_label")

        self.form.addWidget(self.full_label, 0, 0, 1, 1)

        self.full = QLineEdit(self.inner)
        self.full.setObjectName(u"full")
        self.full.setMaxLength(200)

        self.form.addWidget(self.full, 0, 1, 1, 1)

        self.full_note = QLabel(self.inner)
        self.full_note.setObjectName(u"full_note")

        self.form.addWidget(self.full_note, 1, 1, 1, 1)

        self.short_label = QLabel(self.inner)
        self.short_label.setObjectName(u"short_label")

        self.form.addWidget(self.short_label, 2, 0, 1, 1)

        self.short = QLineEdit(self.inner)
        self.short.setObjectName(u"short")
        self.short.setMaxLength(200)

        self.form.addWidget(self.short, 2, 1, 1, 1)

        self.short_note = QLabel(self.inner)
        self.short_note.setObjectName(u"short_note")

        self.form.addWidget(self.short_note, 3, 1, 1, 1)

        self.row_label = QLabel(self.inner)
        self.row_label.setObjectName(u"row_label")

        self.form.addWidget(self.row_label, 4, 0, 1, 1)

        self.row = QLineEdit(self.inner)
        self.row.setObjectName(u"row")
        self.row.setMaxLength(200)

        self.form.addWidget(self.row, 4, 1, 1, 1)

        self.row_note = QLabel(self.inner)
        self.row_note.setObjectName(u"row_note")

        self.form.addWidget(self.row_note, 5, 1, 1, 1)

        self.code_label = QLabel(self.inner)
        self.code_label.setObjectName(u"code_label")

        self.form.addWidget(self.code_label, 6, 0, 1, 1)

        self.code = QLineEdit(self.inner)
        self.code.setObjectName(u"code")
        self.code.setMaxLength(200)

        self.form.addWidget(self.code, 6, 1, 1, 1)

        self.code_note = QLabel(self.inner)
        self.code_note.setObjectName(u"code_note")

        self.form.addWidget(self.code_note, 7, 1, 1, 1)

        self.year_label = QLabel(self.inner)
        self.year_label.setObjectName(u"year_label")

        self.form.addWidget(self.year_label, 8, 0, 1, 1)

        self.year = QSpinBox(self.inner)
        self.year.setObjectName(u"year")
        self.year.setMinimum(2010)
        self.year.setMaximum(2100)

        self.form.addWidget(self.year, 8, 1, 1, 1)

        self.year_note = QLabel(self.inner)
        self.year_note.setObjectName(u"year_note")

        self.form.addWidget(self.year_note, 9, 1, 1, 1)

        self.pack_label = QLabel(self.inner)
        self.pack_label.setObjectName(u"pack_label")

        self.form.addWidget(self.pack_label, 10, 0, 1, 1)

        self.pack = QComboBox(self.inner)
        self.pack.setObjectName(u"pack")

        self.form.addWidget(self.pack, 10, 1, 1, 1)

        self.pack_note = QLabel(self.inner)
        self.pack_note.setObjectName(u"pack_note")

        self.form.addWidget(self.pack_note, 11, 1, 1, 1)

        self.form.setColumnStretch(1, 1)

        self.department_columns.addLayout(self.form)

        self.beside = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.department_columns.addItem(self.beside)

        self.department_columns.setStretch(0, 3)
        self.department_columns.setStretch(1, 2)

        self.department_rows.addLayout(self.department_columns)

        self.last_note = QLabel(self.inner)
        self.last_note.setObjectName(u"last_note")
        self.last_note.setWordWrap(True)

        self.department_rows.addWidget(self.last_note)

        self.below = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.department_rows.addItem(self.below)

        self.department.setWidget(self.inner)
        self.steps.addWidget(self.department)
        self.units_step = QWidget()
        self.units_step.setObjectName(u"units_step")
        self.units_rows = QVBoxLayout(self.units_step)
        self.units_rows.setSpacing(8)
        self.units_rows.setObjectName(u"units_rows")
        self.units_rows.setContentsMargins(0, 0, 0, 0)
        self.units_note = QLabel(self.units_step)
        self.units_note.setObjectName(u"units_note")
        self.units_note.setWordWrap(True)

        self.units_rows.addWidget(self.units_note)

        self.units = UnitTable(self.units_step)
        self.units.setObjectName(u"units")

        self.units_rows.addWidget(self.units)

        self.steps.addWidget(self.units_step)

        self.rows.addWidget(self.steps)

        self.wrong = QLabel(Wizard)
        self.wrong.setObjectName(u"wrong")
        self.wrong.setTextFormat(Qt.TextFormat.PlainText)
        self.wrong.setWordWrap(True)

        self.rows.addWidget(self.wrong)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.back = QPushButton(Wizard)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.gap = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.foot.addItem(self.gap)

        self.next = QPushButton(Wizard)
        self.next.setObjectName(u"next")
        self.next.setProperty(u"primary", True)

        self.foot.addWidget(self.next)


        self.rows.addLayout(self.foot)

        self.rows.setStretch(1, 1)
#if QT_CONFIG(shortcut)
        self.full_label.setBuddy(self.full)
        self.short_label.setBuddy(self.short)
        self.row_label.setBuddy(self.row)
        self.code_label.setBuddy(self.code)
        self.year_label.setBuddy(self.year)
        self.pack_label.setBuddy(self.pack)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.full, self.short)
        QWidget.setTabOrder(self.short, self.row)
        QWidget.setTabOrder(self.row, self.code)
        QWidget.setTabOrder(self.code, self.year)
        QWidget.setTabOrder(self.year, self.pack)
        QWidget.setTabOrder(self.pack, self.units)
        QWidget.setTabOrder(self.units, self.next)
        QWidget.setTabOrder(self.next, self.back)

        self.retranslateUi(Wizard)

        QMetaObject.connectSlotsByName(Wizard)
    # setupUi

    def retranslateUi(self, Wizard):
        self.head.setText("")
        self.head.setProperty(u"role", QCoreApplication.translate("Wizard", u"head", None))
        self.full_label.setText(QCoreApplication.translate("Wizard", u"\u90e8\u95e8\u5168\u79f0", None))
#if QT_CONFIG(accessibility)
        self.full.setAccessibleName(QCoreApplication.translate("Wizard", u"\u90e8\u95e8\u5168\u79f0", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.full.setAccessibleDescription(QCoreApplication.translate("Wizard", u"\u5370\u5728\u5c01\u9762\u3001\u76ee\u5f55\u548c\u8bf4\u660e\u6587\u5b57\u91cc", None))
#endif // QT_CONFIG(accessibility)
        self.full.setPlaceholderText(QCoreApplication.translate("Wizard", u"\u5982 \u4e34\u6eaa\u5e02\u4eba\u6c11\u653f\u5e9c\u529e\u516c\u5ba4", None))
        self.full_note.setText(QCoreApplication.translate("Wizard", u"\u5370\u5728\u5c01\u9762\u3001\u76ee\u5f55\u548c\u8bf4\u660e\u6587\u5b57\u91cc", None))
        self.full_note.setProperty(u"role", QCoreApplication.translate("Wizard", u"quiet", None))
        self.short_label.setText(QCoreApplication.translate("Wizard", u"\u90e8\u95e8\u7b80\u79f0", None))
#if QT_CONFIG(accessibility)
        self.short.setAccessibleName(QCoreApplication.translate("Wizard", u"\u90e8\u95e8\u7b80\u79f0", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.short.setAccessibleDescription(QCoreApplication.translate("Wizard", u"\u5370\u5728\u5404\u8868\u8868\u5934\u7684\u201c\u5355\u4f4d\uff1a\u201d\u540e\u9762\uff1b\u4e0d\u586b\u5c31\u7528\u5168\u79f0", None))
#endif // QT_CONFIG(accessibility)
        self.short.setPlaceholderText(QCoreApplication.translate("Wizard", u"\u5982 \u4e34\u6eaa\u5e02\u653f\u5e9c\u529e\u516c\u5ba4", None))
        self.short_note.setText(QCoreApplication.translate("Wizard", u"\u5370\u5728\u5404\u8868\u8868\u5934\u7684\u201c\u5355\u4f4d\uff1a\u201d\u540e\u9762\uff1b\u4e0d\u586b\u5c31\u7528\u5168\u79f0", None))
        self.short_note.setProperty(u"role", QCoreApplication.translate("Wizard", u"quiet", None))
        self.row_label.setText(QCoreApplication.translate("Wizard", u"\u8868\u5185\u540d\u79f0", None))
#if QT_CONFIG(accessibility)
        self.row.setAccessibleName(QCoreApplication.translate("Wizard", u"\u8868\u5185\u540d\u79f0", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.row.setAccessibleDescription(QCoreApplication.translate("Wizard", u"\u5370\u5728\u5206\u5355\u4f4d\u5404\u8868\u7684\u90e8\u95e8\u884c\uff1b\u4e0d\u586b\u5c31\u7528\u5168\u79f0", None))
#endif // QT_CONFIG(accessibility)
        self.row.setPlaceholderText("")
        self.row_note.setText(QCoreApplication.translate("Wizard", u"\u5370\u5728\u5206\u5355\u4f4d\u5404\u8868\u7684\u90e8\u95e8\u884c\uff1b\u4e0d\u586b\u5c31\u7528\u5168\u79f0", None))
        self.row_note.setProperty(u"role", QCoreApplication.translate("Wizard", u"quiet", None))
        self.code_label.setText(QCoreApplication.translate("Wizard", u"\u90e8\u95e8\u4ee3\u7801", None))
#if QT_CONFIG(accessibility)
        self.code.setAccessibleName(QCoreApplication.translate("Wizard", u"\u90e8\u95e8\u4ee3\u7801", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.code.setAccessibleDescription(QCoreApplication.translate("Wizard", u"\u9884\u7b97\u5355\u4f4d\u4ee3\u7801", None))
#endif // QT_CONFIG(accessibility)
        self.code.setPlaceholderText(QCoreApplication.translate("Wizard", u"\u5982 016", None))
        self.code_note.setText(QCoreApplication.translate("Wizard", u"\u9884\u7b97\u5355\u4f4d\u4ee3\u7801", None))
        self.code_note.setProperty(u"role", QCoreApplication.translate("Wizard", u"quiet", None))
        self.year_label.setText(QCoreApplication.translate("Wizard", u"\u9884\u7b97\u5e74\u5ea6", None))
#if QT_CONFIG(accessibility)
        self.year.setAccessibleName(QCoreApplication.translate("Wizard", u"\u9884\u7b97\u5e74\u5ea6", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.year.setAccessibleDescription(QCoreApplication.translate("Wizard", u"\u7f16\u5236\u54ea\u4e00\u5e74\u7684\u9884\u7b97", None))
#endif // QT_CONFIG(accessibility)
        self.year.setSuffix(QCoreApplication.translate("Wizard", u" \u5e74", None))
        self.year_note.setText(QCoreApplication.translate("Wizard", u"\u7f16\u5236\u54ea\u4e00\u5e74\u7684\u9884\u7b97", None))
        self.year_note.setProperty(u"role", QCoreApplication.translate("Wizard", u"quiet", None))
        self.pack_label.setText(QCoreApplication.translate("Wizard", u"\u8868\u6837", None))
#if QT_CONFIG(accessibility)
        self.pack.setAccessibleName(QCoreApplication.translate("Wizard", u"\u8868\u6837", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.pack.setAccessibleDescription(QCoreApplication.translate("Wizard", u"\u5404\u8868\u6309\u5b83\u6392\u5370\uff1b\u4ee5\u540e\u53ef\u4ee5\u66f4\u65b0", None))
#endif // QT_CONFIG(accessibility)
        self.pack_note.setText(QCoreApplication.translate("Wizard", u"\u5404\u8868\u6309\u5b83\u6392\u5370\uff1b\u4ee5\u540e\u53ef\u4ee5\u66f4\u65b0", None))
        self.pack_note.setProperty(u"role", QCoreApplication.translate("Wizard", u"quiet", None))
        self.last_note.setText(QCoreApplication.translate("Wizard", u"\u5355\u4f4d\u548c\u9879\u76ee\u7167\u642c\uff0c\u4e0a\u5e74\u7684\u6536\u652f\u660e\u7ec6\u6210\u4e3a\u4e0a\u5e74\u6570\uff1b\u672c\u5e74\u660e\u7ec6\u4ece\u7a7a\u767d\u5f00\u59cb\u3002", None))
        self.last_note.setProperty(u"role", QCoreApplication.translate("Wizard", u"quiet", None))
        self.units_note.setText("")
        self.units_note.setProperty(u"role", QCoreApplication.translate("Wizard", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.units.setAccessibleName(QCoreApplication.translate("Wizard", u"\u5355\u4f4d", None))
#endif // QT_CONFIG(accessibility)
        self.wrong.setText("")
        self.wrong.setProperty(u"tone", QCoreApplication.translate("Wizard", u"wrong", None))
        self.back.setText(QCoreApplication.translate("Wizard", u"\u8fd4\u56de", None))
#if QT_CONFIG(tooltip)
        self.back.setToolTip(QCoreApplication.translate("Wizard", u"\u8fd4\u56de\u3000Esc", None))
#endif // QT_CONFIG(tooltip)
        self.next.setText("")
        pass
    # retranslateUi

