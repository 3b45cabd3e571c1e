"""Made from `forms/ui/prior.ui`; edit that instead."""

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QSizePolicy, QTabWidget, QVBoxLayout,
    QWidget)

class Ui_Prior(object):
    def setupUi(self, Prior):
        if not Prior.objectName():
            Prior.setObjectName(u"Prior")
        self.rows = QVBoxLayout(Prior)
        self.rows.setSpacing(0)
        self.rows.setObjectName(u"rows")
        self.rows.setContentsMargins(0, 8, 0, 0)
        self.tabs = QTabWidget(Prior)
        self.tabs.setObjectName(u"tabs")
        self.tabs.setDocumentMode(True)

        self.rows.addWidget(self.tabs)


        self.retranslateUi(Prior)

        QMetaObject.connectSlotsByName(Prior)
    # setupUi

    def retranslateUi(self, Prior):
        pass
    # retranslateUi

