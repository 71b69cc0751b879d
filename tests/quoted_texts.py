"""Texts of our own in seven languages, full of what a quote can get wrong: figures, units, names, negation.

One sentence a line; `⏎` is a line's end within one.
"""

from corpus.models import Document, Metadata, Span

ENGLISH = """The harbour of Port Ellis was closed on 14 March 2019 after a storm tore two cranes from the eastern quay.
“We did not expect the wall to give way,” said the harbour master, Ingrid Solberg, “and we will not reopen it this year.”
Repairs were put at $5.4 million, about 12% of what the town takes in, while the insurer offered only £1,250,000.
The water at the gauge fell to −3 °C, and the ice reached a thickness of 0.45 metres within 10² hours.
Fishermen landed 2,300 tonnes of cod in 2018 – a record – but no more than 640 tonnes in the year after.
The co-operative, which has 54 members, can’t pay the crews’ wages before Friday.
Its long-term plan speaks of counter-⏎measures, of an offi-⏎⏎cial inquiry and of a ﬁrst survey by Dr. Amara Okafor in November.
Nobody was hurt, and the lighthouse never went dark… The ferry to Kirkwall runs again since Monday.

The council of Millbrook met twice without reaching a decision on the new bridge.
Its cost had risen from €18.2 million to €31 million in less than three years.
Councillor Tobias Lindqvist called the figures “honest but useless”, and he was not alone.
The river carries 75 m³ of water a second in spring, roughly five times as much as in August.
Not a single engineer had looked at the piers since 1987.
A vote is planned for 9 June; the mayor has said that she will not stand again.
"""

RUSSIAN = """Порт Северный закрыли 14 марта 2019 года, когда шторм сорвал с причала два крана.
«Мы не ожидали, что стена не выдержит», — сказала начальник порта Ирина Соловьёва и добавила, что в этом году его не откроют.
Ремонт оценили в 5,4 миллиона долларов, то есть примерно в 12% дохода города, но страховщик предложил только 1 250 000 рублей.
Температура воды упала до −3 °C, а толщина льда достигла 45 сантиметров.
Рыбаки выловили 2300 тонн трески в 2018 году – это рекорд – и не более 640 тонн годом позже.
Кооператив, в котором состоят 54 человека, не может выплатить зарплату до пятницы.
Его долгосрочный план предусматривает государ-⏎ственную проверку и первое обследо-⏎⏎вание дна, которое проведёт Андрей Королёв в ноябре.
Никто не пострадал, и маяк ни разу не погас… Паром в Архангельск снова ходит с понедельника.

Городской совет дважды собирался и не принял решения о новом мосте.
Его стоимость выросла с 18,2 до 31 миллиона евро меньше чем за три года.
Депутат Павел Чернов назвал эти цифры «честными, но бесполезными», и он был не один.
Весной река несёт 75 кубометров воды в секунду, почти в пять раз больше, чем в августе.
Ни один инженер не осматривал опоры с 1987 года.
Голосование назначено на 9 июня, и мэр уже заявила, что больше выдвигаться не будет.
"""

CHINESE = """2019年3月14日，暴风雨把两台起重机从东码头刮倒，埃利斯港因此关闭。
港务长王海燕说：“我们没有料到防波堤会垮掉，今年不会重新开放。”
修理费估计为5.4亿元，约占全市收入的12%，而保险公司只愿意支付1,250万元人民币。
水温降到-3℃，冰层在十天之内达到0.45米厚。
2018年渔民捕捞了2300吨鳕鱼，创下纪录，第二年却不到640吨。
合作社有五十四名成员，星期五之前无法发放工资。
它的长期计划包括十一月由李文博士进行的第一次海底⏎调查，以及一次公开听证会。
没有人受伤，灯塔也从未熄灭……开往上海的渡轮从星期一起恢复通航。

市议会开了两次会，仍未就新桥作出决定。
三年之内，造价从18.2亿欧元涨到31亿欧元。
议员陈志明把这些数字称为“诚实但没有用处”，持这种看法的不止他一个人。
春天这条河每秒流过75立方米的水，大约是八月的五倍。
自1987年以来，没有一位工程师检查过桥墩。
投票定于六月九日举行，市长表示她不会再次参选。
"""

JAPANESE = """2019年3月14日、暴風で東埠頭のクレーンが二基倒れ、エリス港は閉鎖された。
港長の田中ゆかりは「防波堤が崩れるとは思っていなかった。今年は再開しない」と語った。
修理費は5.4億円、市の収入のおよそ12％と見積もられ、保険会社は1,250万円しか提示していない。
水温はマイナス3度まで下がり、氷の厚さは0.45メートルに達した。
漁師は2018年に2300トンのタラを水揚げしたが、翌年は640トンに届かなかった。
組合には五十四人の組合員がいるが、金曜日までに賃金を払うことができない。
けが人はなく、灯台も一度も消えなかった。
市議会は二回開かれたが、新しい橋については何も決まらなかった。
"""

KOREAN = """2019년 3월 14일 폭풍으로 동쪽 부두의 기중기 두 대가 쓰러져 엘리스 항구가 폐쇄되었다.
항만장 김서연은 “방파제가 무너질 줄은 몰랐고 올해는 다시 열지 않겠다”고 말했다.
수리비는 540만 달러로 시 수입의 약 12%에 이르지만 보험사는 125만 달러만 제시했다.
수온은 -3도까지 내려갔고 얼음의 두께는 0.45미터에 달했다.
다친 사람은 없었고 등대도 꺼지지 않았다.
"""

ARABIC = """أُغلق ميناء إليس في 14 مارس 2019 بعد أن أسقطت العاصفة رافعتين من الرصيف الشرقي.
وقالت مديرة الميناء سلمى الحداد: «لم نتوقع أن ينهار الجدار، ولن نعيد فتح الميناء هذا العام».
وقُدرت كلفة الإصلاح بنحو 5.4 مليون دولار، أي قرابة 12% من دخل المدينة، بينما عرضت شركة التأمين 1,250,000 ريال فقط.
وانخفضت حرارة الماء إلى −3 درجات، وبلغ سمك الجليد 45 سنتيمترا خلال أسبوع واحد.
واصطاد الصيادون 2300 طن من السمك في عام 2018 – وهو رقم قياسي – ثم أقل من 640 طنا في العام التالي.
وتضم الجمعية التعاونية 54 عضوا، ولا تستطيع دفع الأجور قبل يوم الجمعة.
وتتحدث خطتها طويلة الأمد عن تحقيق رسمي وعن أول مسح لقاع البحر يجريه الدكتور كريم منصور في نوفمبر.
لم يُصب أحد بأذى، ولم تنطفئ المنارة… وعادت العبارة إلى دمياط منذ يوم الاثنين.

اجتمع مجلس المدينة مرتين دون أن يتخذ قرارا بشأن الجسر الجديد.
وارتفعت كلفته من 18.2 مليون يورو إلى 31 مليون يورو في أقل من ثلاث سنوات.
ووصف العضو ياسين بركات هذه الأرقام بأنها «صادقة لكنها بلا فائدة»، ولم يكن وحده في ذلك.
ويحمل النهر في الربيع 75 مترا مكعبا من الماء في الثانية، أي خمسة أضعاف ما يحمله في أغسطس.
ليس هناك مهندس واحد فحص الأعمدة منذ عام 1987.
ومن المقرر إجراء التصويت في 9 يونيو، وقالت رئيسة البلدية إنها لن تترشح مرة أخرى.
"""

PERSIAN = """بندر الیس در ۱۴ مارس ۲۰۱۹ پس از آن‌که توفان دو جرثقیل را از اسکلهٔ شرقی کند بسته شد.
رئیس بندر، نرگس رضایی، گفت: «انتظار نداشتیم دیوار فرو بریزد و امسال آن را باز نمی‌کنیم».
هزینهٔ تعمیر حدود ۵٫۴ میلیون دلار برآورد شد که نزدیک به ۱۲٪ درآمد شهر است.
هیچ‌کس آسیب ندید و فانوس دریایی هرگز خاموش نشد.
"""

TEXTS = {
    "en": ENGLISH, "ru": RUSSIAN, "zh": CHINESE, "ja": JAPANESE, "ko": KOREAN, "ar": ARABIC, "fa": PERSIAN,
}  # fmt: skip
_SPACE = {"zh": "", "ja": ""}


def document(name: str) -> Document:
    """One of the texts as a document named for its language."""
    return Document(f"{name}.txt", _laid_out(name)[0], Metadata(), f"/{name}.txt")


def sentences(name: str) -> list[Span]:
    """Where its sentences stand."""
    return _laid_out(name)[1]


def _laid_out(name: str) -> tuple[str, list[Span]]:
    text, spans = "", []
    for paragraph in TEXTS[name].strip().split("\n\n"):
        for line in paragraph.split("\n"):
            sentence = line.replace("⏎", "\n")
            spans.append(Span(len(text), len(text) + len(sentence)))
            text += sentence + _SPACE.get(name, " ")
        text = text.rstrip() + "\n\n"
    return text, spans
