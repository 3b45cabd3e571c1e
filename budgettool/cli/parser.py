"""The command line's words: commands, options and help, in Chinese."""

import argparse
import re
from typing import NoReturn

_USAGE_EXIT = 2
_MESSAGES = (
    ("the following arguments are required: ", "缺少参数："),
    ("unrecognized arguments: ", "不认识的参数："),
    ("expected one argument", "后面要有一个值"),
    ("expected at least one argument", "后面至少要有一个值"),
    ("not allowed with argument ", "不能同时使用："),
    ("argument ", "参数 "),
)
_CHOICE = re.compile(r"invalid choice: (.+) \(choose from (.+)\)$")
_YEARS = range(2010, 2101)


class ChineseParser(argparse.ArgumentParser):
    """A parser that asks and complains in Chinese."""

    def __init__(self, **settings: object) -> None:
        super().__init__(**settings, add_help=False, allow_abbrev=False)  # type: ignore[arg-type]
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示帮助")

    def format_usage(self) -> str:
        """Give the usage line."""
        return super().format_usage().replace("usage:", "用法：", 1)

    def format_help(self) -> str:
        """Give the help page."""
        return super().format_help().replace("usage:", "用法：", 1)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, and stop."""
        message = _CHOICE.sub(_choices, message)
        for english, chinese in _MESSAGES:
            message = message.replace(english, chinese)
        self.exit(_USAGE_EXIT, f"{message}\n{self.format_usage()}用 {self.prog} -h 查看帮助\n")


def _choices(found: re.Match[str]) -> str:
    """Name what was given and what may be, which Python quotes or not, by its version."""
    given, *allowed = (text.strip(" '") for text in (found[1], *found[2].split(",")))
    return f"没有“{given}”，可以是：{'、'.join(allowed)}"


def _year(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) in _YEARS):
        raise argparse.ArgumentTypeError(f"年度应在 {_YEARS[0]} 到 {_YEARS[-1]} 之间，现为“{text}”")
    return int(text)


def build_parser() -> ChineseParser:
    """Make the parser of all commands."""
    parser = ChineseParser(
        prog="budgettool",
        description="预算编制工具：把一年的收支明细编成部门预算公开表",
        epilog="每个命令的用法：budgettool 命令 -h",
    )
    commands = parser.add_subparsers(title="命令", metavar="命令", dest="command")
    _add_new(commands)
    _add_import(commands)
    _add_build(commands)
    _add_check(commands)
    _add_show(commands)
    _add_codes(commands)
    _add_info(commands)
    return parser


Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse gives the type no public name


def _command(commands: "Commands[ChineseParser]", name: str, text: str) -> ChineseParser:
    return commands.add_parser(name, help=text, description=text)


def _add_new(commands: "Commands[ChineseParser]") -> None:
    parser = _command(commands, "new", "新建一个部门、一个年度的预算账本（.ysb）")
    parser.add_argument("book", metavar="账本", help="要新建的文件，如 2027年预算.ysb")
    parser.add_argument(
        "--department", metavar="名称", required=True, help="部门全称（封面和正文）"
    )
    parser.add_argument("--short", metavar="名称", default="", help="部门简称（表头），缺省同全称")
    parser.add_argument("--row", metavar="名称", default="", help="表内单位行的名称，缺省同全称")
    parser.add_argument("--code", metavar="代码", required=True, help="部门预算代码，如 016")
    parser.add_argument("--year", metavar="年度", type=_year, required=True, help="预算年度")
    parser.add_argument("--pack", metavar="表样包", default="henan-2020", help="缺省 henan-2020")


def _add_import(commands: "Commands[ChineseParser]") -> None:
    parser = _command(commands, "import", "从 Excel、WPS 或 CSV 文件导入单位、收入和支出明细")
    parser.add_argument("book", metavar="账本")
    parser.add_argument("files", metavar="文件", nargs="*", help="xlsx、xls 或 csv，可以几个一起")
    parser.add_argument(
        "--kind",
        metavar="种类",
        choices=("单位", "支出", "收入", "项目", "栏目"),
        help="文件里是什么：单位、支出、收入、项目；缺省看标题行",
    )
    parser.add_argument(
        "--money", metavar="单位", choices=("元", "万元"), help="金额的单位：元或万元"
    )
    parser.add_argument(
        "--mode",
        metavar="方式",
        choices=("追加", "替换", "更新"),
        help="账本里已有明细时必须说明：追加、替换、更新（只换科目等都相同的行）",
    )
    parser.add_argument(
        "--column",
        metavar="标题=栏目",
        action="append",
        default=[],
        help="文件里的列标题是哪一栏，如 --column 申报额=金额；可以写多次，要同时写 --kind",
    )
    parser.add_argument(
        "--default",
        metavar="栏目=内容",
        action="append",
        default=[],
        help="文件里没有的栏目一律填什么，如 --default 资金来源=财政拨款；可以写多次",
    )
    parser.add_argument("--mapping", metavar="名称", help="用账本里保存的对应表，或一个 .json 文件")
    parser.add_argument("--save-mapping", metavar="名称", help="把这次怎样读列存进账本，下次直接用")
    parser.add_argument("--skip-bad", action="store_true", help="跳过有问题的行，其余照常导入")
    parser.add_argument("--report", metavar="文件", help="把所有问题写进这个 CSV 文件")
    parser.add_argument("--dry-run", action="store_true", help="只看会有什么变化，不导入")
    parser.add_argument("--template", metavar="文件", help="不导入，而是写一份 Excel 填报模板")


def _add_build(commands: "Commands[ChineseParser]") -> None:
    parser = _command(commands, "build", "成册：生成公开文本，PDF、Word、Excel、网页")
    parser.epilog = (
        "不写方案、部分和格式时，按窗口“成册”页上选定的；没有选过的，按表样包的第一个方案"
    )
    parser.add_argument("book", metavar="账本")
    parser.add_argument("--out", metavar="文件夹", default=".", help="放在哪里，缺省为当前文件夹")
    parser.add_argument("--unit", metavar="代码", help="只编这个单位（及下属单位）的")
    parser.add_argument("--pack", metavar="表样包", help="换用另一套表样，账本不变")
    parser.add_argument(
        "--format",
        metavar="格式",
        action="append",
        help="要哪些文件：pdf、docx、xlsx、html，几个用逗号隔开；可以写多次",
    )
    parser.add_argument(
        "--profile", metavar="方案", help="按哪个成册方案，如 public（公开全本）、tables（只要表）"
    )
    parser.add_argument(
        "--parts", metavar="部分", help="要哪些部分、按什么顺序，用逗号隔开，如 封面,目录,附件"
    )
    parser.add_argument("--pdf", action="store_true", help="要 PDF，同 --format pdf")
    parser.add_argument("--excel", action="store_true", help="要 Excel，同 --format xlsx")
    parser.add_argument("--working", action="store_true", help="另写工作底稿（含明细和取数公式）")
    parser.add_argument(
        "--final", action="store_true", help="只生成定稿件：账本没有定稿或还有错误时不生成"
    )
    parser.add_argument(
        "--fill", metavar="模板", help="填写一份 Excel 模板里的 {05.合计[总计]} 等引用"
    )


def _add_check(commands: "Commands[ChineseParser]") -> None:
    parser = _command(commands, "check", "审核：查出账本或公开表里的问题，写出审核报告")
    parser.epilog = (
        "退出码：0 没有错误，也没有待核实的问题；3 有待核实的问题，或者表里有数读不出来；4 有错误；"
        "1 没有完成，2 命令写法不对"
    )
    parser.add_argument("file", metavar="文件", help="账本（.ysb）；或公开表：xlsx、xls、json")
    parser.add_argument(
        "--text", metavar="文件", help="同时核对说明文字：txt、docx 或 pdf，与账本或公开表核对"
    )
    parser.add_argument("--pdf", metavar="文件", help="写审核报告，供阅读和签字")
    parser.add_argument("--excel", metavar="文件", help="写全部问题，可以筛选")
    parser.add_argument("--json", metavar="文件", help="写全部内容，供程序读取；- 为屏幕")
    parser.add_argument("--pack", metavar="表样包", help="公开表缺省 henan-2020，账本缺省自己的")
    parser.add_argument("--year", metavar="年度", type=_year, help="公开表的年度，缺省看表的标题")


def _add_show(commands: "Commands[ChineseParser]") -> None:
    parser = _command(commands, "show", "在终端里看一张表，或一个数由哪些明细构成")
    parser.add_argument("book", metavar="账本")
    parser.add_argument(
        "what", metavar="表或引用", nargs="?", help="如 05，或 05.合计[总计]；缺省列出各表"
    )
    parser.add_argument("--unit", metavar="代码", help="只看这个单位（及下属单位）")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def _add_codes(commands: "Commands[ChineseParser]") -> None:
    parser = _command(commands, "codes", "查科目；载入官方科目表；给账本增加科目")
    actions = parser.add_subparsers(title="操作", metavar="操作", dest="action", required=True)
    coded = ("功能", "部门经济", "政府经济", "收入")
    schemes = (*coded, "资金来源")  # sources are the pack's; they can be looked up
    find = _command(actions, "find", "按编码、名称或拼音首字母查科目（jbgz → 30101 基本工资）")
    find.add_argument("query", metavar="查什么")
    find.add_argument("--scheme", metavar="分类", choices=schemes, help="、".join(schemes))
    find.add_argument("--year", metavar="年度", type=_year, help="缺省为今年")
    find.add_argument("--book", metavar="账本", help="连同这个账本自己增加的科目，年度也按账本")
    find.add_argument("--json", action="store_true", help="以 JSON 输出")
    load = _command(actions, "import", "载入官方的年度科目表（Excel 或 CSV），以后以它为准")
    load.add_argument("file", metavar="文件")
    load.add_argument("--scheme", metavar="分类", choices=coded, required=True)
    load.add_argument("--year", metavar="年度", type=_year, required=True)
    add = _command(actions, "add", "给一个账本增加一个科目")
    add.add_argument("book", metavar="账本")
    add.add_argument("scheme", metavar="分类", choices=coded)
    add.add_argument("code", metavar="编码")
    add.add_argument("name", metavar="名称")


def _add_info(commands: "Commands[ChineseParser]") -> None:
    parser = _command(commands, "info", "账本概况：部门、年度、行数、收支合计、最近的修改")
    parser.add_argument("book", metavar="账本")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")
