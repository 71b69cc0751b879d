"""Words that carry no content by themselves: function words of English and Russian, and words of asking."""

_ENGLISH = """a about above according after again against all also although am an and another any anyone anything are
as asked at be became because been before being below between both but by call called can certain come could describe
described did do does doing done down during each either ever every exactly explain few find following for from further
gave get give given gives had happen happened has have having he her here hers him his how however i if in into is it
its itself just kind know known let like list made make many may me mean means mention mentioned might more most much
must my name named near no nor not now of off often on once one only or other our out over own part per please put said
same say saying says see shall she should since so some still such take tell than that the their them then there these
they thing things this those though through thus to too towards under until up upon us used using various very was way
we well went were what when where whether which while who whom whose why will with within would yet you your article
articles author authors document documents text texts source sources paper report reported reports state stated states
long old"""
_RUSSIAN = """а без более был была были было быть в вам вас весь во вот все всего всех вы где да для до его ее если есть
еще же за и из или им их к как какая какие какого какой каком какую когда кого кому которая которое которые который кто
ли мне много может мы на над не него нет ни но ну о об он она они оно от по под при про с сам свою себя сказал сказано
сколько со статье так также там то тогда того тоже только том ту ты у уже чего чей чем через что чтобы чья эта эти этим
это этого этой этом этот является говорится согласно"""
STOP_WORDS = frozenset(_ENGLISH.split()) | frozenset(_RUSSIAN.split())
