"""The set phrases that state a position; `modusvivendi.statements.rules.idioms` reads them.

Each row of a table is a pattern, the stance it states, and the stance when negated (empty: none). In a
pattern ``a|b`` are alternatives, ``*`` stands for up to three words and ``**`` for up to eight, a closing
``+`` asks for something that the last word governs, and words are compared as lemmas or as they stand.
"""

from __future__ import annotations

OF_SUBJECT = """
see no basis|grounds|prospect|scope for|to                    | rules_out |
be resigned to +                                              | offers    |
come to terms with +                                          | offers    | rules_out
break off * talk|negotiation|contact|dialogue with            | rules_out |
break off * talk|negotiation|contact|dialogue                 | rules_out |
scale|pare|cut|whittle|trim back|down * demand|claim|request|ask | offers   |
react|respond coolly|coldly|angrily|sceptically|skeptically|badly|negatively to + | opposes |
react|respond positively|warmly|favourably|favorably|kindly|well to + | supports |
have|voice|express * reservation about|over|on               | opposes   | supports
close|shut|slam|bolt * door on|to|in                         | rules_out | considers
leave|keep|hold * door|option open|ajar to|for|on            | considers |
leave|keep|hold open * door|option|possibility to|for|of     | considers |
open * door to|for                                           | considers | rules_out
stand|get in the way of                                      | opposes   | offers
stand in * way                                               | opposes   | offers
draw|set|cross * red line at|over|on|around                  | rules_out |
pour|throw|dump cold water on|over                           | opposes   |
give short shrift to                                         | rules_out |
give ** frosty|cool|chilly|icy|hostile|lukewarm|muted|rough reception|response|welcome|ride | opposes |
give ** warm|enthusiastic|friendly|cordial reception|response   | supports  |
give ** room|leeway|latitude to|on|for|over                  | considers |
give ** thumb|thumbs down                                    | opposes   |
give ** short shrift                                         | rules_out |
give ** flat|firm|clear|resounding|categorical|emphatic no   | rules_out |
give|get * green|go light|ahead to|for                       | supports  | rules_out
give|get * go-ahead|all-clear|okay|ok|nod to|for             | supports  | rules_out
give * blessing|backing|nod|assent|consent|support to        | supports  | rules_out
throw|put|swing * weight|support|backing behind              | supports  |
rally|line|swing|get|close behind|up|ranks behind            | supports  | opposes
come out|down in favour|favor|support of                     | supports  |
come out|down against                                        | opposes   |
be all for                                                   | supports  |
see itself|themselves|himself|herself unable|powerless to    | rules_out |
see itself|themselves|himself|herself|ourselves|myself +     | considers | rules_out
see * way to|clear                                           | considers | rules_out
be in favour|favor|support of                                | supports  | opposes
speak|argue|plead in favour|favor|support of                 | supports  |
be dead|firmly|strongly|flatly|totally|resolutely|vehemently against | opposes |
be dead set against                                          | opposes   |
set * face|teeth against                                     | opposes   |
dig * heel in|over                                           | rules_out |
dig in * heel on|over                                        | rules_out |
dig in on|over                                               | rules_out |
hold|stand * ground on|over|against                          | rules_out |
be|sit on the fence about|over|on                            | considers |
be open-minded about|on|towards|toward                       | considers |
sleep on +                                                   | considers |
be * disposed to|towards|toward                              | supports  | opposes
look with favour|favor on|upon                               | supports  | opposes
look with disfavour|suspicion|alarm|dismay on|upon|at        | opposes   |
find fault with                                              | opposes   |
be up in arms about|over|at                                  | opposes   |
be unhappy|uneasy|upset|angry|furious|aghast at|about|over|with | opposes |
be dead|firmly|strongly|flatly set|opposed against|to        | opposes   |
be at ease|peace with                                        | supports  | opposes
want nothing of                                              | opposes   |
have * wish|desire|urge|inclination|ambition to              | considers | rules_out
have * mandate|authority|licence|power to                    |           | rules_out
be in * business of                                          |           | rules_out
be unable|powerless to accept|agree|consent|support|sign|meet|grant|commit|endorse|raise | rules_out |
be able to accept|agree|consent|support|sign|meet|grant|commit|endorse|raise | offers | rules_out
be seller at|below|under                                     |           | rules_out
be in * position to                                          | offers    | rules_out
angle|fish|gun|jockey|haggle|bargain for +                   | demands   |
lay|stake claim to|on                                        | demands   |
claim compensation|damages|reparation|refund|restitution     | demands   |
have * heart|mind|eye|sight set on                           | demands   |
be adamant about +                                           | demands   |
come up|forward|along with * offer|bid|concession            | offers    |
come up|forward|along with * plan|proposal|compromise|idea|draft|formula|text | demands |
put in * claim|request|demand for                            | demands   |
attach|add * string to                                       | demands   |
make ** price of                                             | demands   |
meet * demand|condition|request|requirement|claim            | offers    | rules_out
take ** up on                                                | offers    | rules_out
extend|offer|hold * olive branch                             | offers    |
extend|offer|hold * hand of                                  | offers    |
serve|give notice                                            | warns     |
call|announce|declare ** strike|walkout|stoppage|boycott|referendum|petition for|from|against | warns |
have * choice|option|alternative but to                      | warns     |
be * keen|wild|crazy|mad|thrilled on|about                   | supports  | opposes
be cool|lukewarm|cold|chilly|frosty|sour on|to|towards|about | opposes   |
be cold to                                                   | opposes   |
leave * room for                                             | considers | rules_out
allow * room for                                             | considers | rules_out
make * room for                                              | offers    | rules_out
go * length|way to                                           | offers    |
bend over backwards to                                       | offers    |
have * reason to                                             |           | rules_out
be sceptical|skeptical of|about                              | assesses  |
kick|put * into|in * long grass                              | rules_out |
fight|resist * tooth and nail                                | opposes   |
fight shy of                                                 | rules_out |
steer|stay|keep clear of                                     | rules_out |
keep|leave * door shut|closed on|to                          | rules_out |
hold * nerve|line on|over|against                            | rules_out |
hold out against                                             | rules_out |
push back against|on|at                                      | opposes   |
kick|rebel|revolt|mutiny against                             | opposes   |
be|stand * odds with                                         | opposes   |
part company with                                            | opposes   |
have * beef|gripe with                                       | opposes   |
want more|less than                                          | demands   |
want * in|into on                                            |           |
turn * back|nose on|up                                       | rules_out |
turn * deaf ear to                                           | rules_out |
have no truck|dealings with                                  | rules_out |
like|want|love nothing better|more than to +                 | supports  |
have|want none of                                            | opposes   |
want no part|truck of|in|with                                | rules_out |
want nothing to do with                                      | rules_out |
will|would have nothing to do with                           | rules_out |
see no reason|need|point|cause|ground to|for|in              | rules_out |
see no room|scope for                                        | rules_out |
see no alternative to                                        | supports  |
see * merit|sense|value in                                   | supports  | opposes
keep|leave * options open on|about|over                      | considers |
keep * options open                                          | considers |
keep|have an open mind on|about|over|to                      | considers |
close * mind|ears to                                         | rules_out | considers
make * mind up                                               | offers    | considers
make up * mind                                               | offers    | considers
be in * mind about|over                                      | considers |
think twice about|before                                     | considers |
sit on the fence over|on|about                               | considers |
hold out * prospect|possibility of                           | offers    |
hold out * olive branch                                      | offers    |
play ball                                                    | offers    | rules_out
give|yield|cede ground on|over                               | offers    | rules_out
give|cede an inch on|over                                    | offers    | rules_out
give an inch                                                 | offers    | rules_out
bow|cave|kowtow|capitulate|surrender|knuckle to|in|under to  | offers    | rules_out
bow|capitulate|surrender to                                  | offers    | rules_out
give|cave in to                                              | offers    | rules_out
give way on|over                                             | offers    | rules_out
back down on|over|from                                       | offers    | rules_out
climb down on|over|from                                      | offers    | rules_out
meet * halfway                                               | offers    | rules_out
put up with                                                  | offers    | opposes
make do with                                                 | offers    | rules_out
get by with                                                  | offers    | rules_out
be content|satisfied|happy|comfortable|fine with             | offers    | opposes
go * far|high|low|much as                                    | offers    | rules_out
go no further|higher|lower than +                            | rules_out | rules_out
go down * road|path|route of                                 | offers    | rules_out
be|lean|incline inclined|disposed to                         | considers | rules_out
be minded to                                                 | considers | rules_out
be tempted to                                                | considers |
be|stand ready|prepared|willing|poised|game for              | offers    | rules_out
rule|count itself|themselves|himself|herself out of          | rules_out |
wash * hand of                                               | rules_out |
pull|step|walk|back|drop out of                              | rules_out |
take * off * table                                           | rules_out |
rule|put|place|declare * off limits                          | rules_out |
put * off limits                                             | rules_out |
draw|have * line at                                          | rules_out |
stop short of                                                | rules_out |
shy|back|shrink away from                                    | rules_out |
wave|nod * through                                           | offers    | rules_out
sign off on                                                  | offers    | rules_out
lay|put|have * cards on                                      | offers    |
be|remain non-committal about|on                             | considers |
have|nurse|harbour|harbor * qualm|misgiving|reservation|doubt about|over | assesses |
have|raise * problem|issue|quarrel with                      | opposes   | supports
have|raise|see no objection|quarrel                          | supports  |
have nothing against +                                       | supports  |
have|raise * objection to                                    | opposes   | supports
take exception|issue to|with                                 | opposes   |
take * dim view of                                           | opposes   |
take * line|stance|view against                              | opposes   |
be|get on board with|for                                     | supports  | opposes
be|get on board                                              | supports  | opposes
sing * praise of                                             | supports  |
cry|call foul over|on                                        | opposes   |
lobby|campaign|fight|rail|rebel|crusade|agitate against      | opposes   |
lobby|campaign|agitate for                                   | demands   |
set * sight on                                               | demands   |
hold|stick out for                                           | demands   | offers
hold|stick|cling|stand fast|firm|tight to|by|on              | demands   |
stick * gun on|over                                          | demands   |
insist on|upon                                               | demands   | offers
look on with|while|as                                        |           | warns
look on                                                      |           | warns
stand|sit idly|back|by|idle                                  |           | warns
attach|set|impose * condition to|on|for                      | demands   |
make * condition of                                          | demands   |
lay|set down * condition|terms for                           | demands   |
have yet|still to decide|determine on|whether|about|if       | considers |
have yet|still to take|make|reach * view|position|stance|decision|mind | considers |
show|have * sign|inclination|appetite|stomach|willingness of|for|to|in | considers | rules_out
set * price for                                              | demands   |
press|push|petition|clamour|clamor|agitate for               | demands   |
know nothing of|about                                        | denies    |
know of no such                                              | denies    |
come round|around to +                                       | supports  |
come round|around +                                          | supports  |
warm to +                                                    | supports  |
be up for +                                                  | offers    |
give ** thought|consideration                                | considers |
have ** under consideration|review                           | considers |
take * look at +                                             | considers |
float|moot * possibility|idea|prospect|notion of             | considers |
raise * possibility|idea|notion of                           | considers |
raise|brandish * prospect|threat|spectre of                  | warns     |
be tempted by +                                              | considers |
be keen|sold on +                                            | supports  | opposes
be enthusiastic about +                                      | supports  | opposes
give ** welcome|blessing|backing|assent|endorsement|thumbs   | supports  | rules_out
lend * support|weight|backing|voice|name to                  | supports  |
be * supporter|backer|champion|advocate|proponent|fan|friend of + | supports | opposes
be in favour|favor                                           | supports  | opposes
be * critic|opponent|foe|enemy of +                          | opposes   |
look favourably|favorably|kindly on|upon|at                  | supports  | opposes
look askance|unfavourably on|upon|at                         | opposes   |
argue|stump for +                                            | supports  |
plead for +                                                  | demands   |
argue|speak|protest|vote|agitate|inveigh|rail against +      | opposes   |
speak|come out|up against                                    | opposes   |
stand|stay behind|with +                                     | supports  |
make|put * case for                                          | supports  |
make|put * case against                                      | opposes   |
be on side with                                              | supports  | opposes
find favour|support with                                     |           |
be entitled to +                                             | demands   |
lodge|file|table|submit|issue|put|make|present|serve * claim|demand|appeal|plea|request for | demands |
set ** deadline                                              | demands   |
issue|deliver|give|present|set ** ultimatum                  | demands   |
make ** condition|precondition|prerequisite|requirement|priority of|for | demands |
set|lay|spell|list out * demand|term|condition               | demands   |
attach|impose|pose * condition                               | demands   |
set|lay down * demand|term                                   | demands   |
have|take|lose no|little time|patience for|with              | opposes   |
have|show little appetite|enthusiasm|time|interest|stomach for|in | rules_out |
say|answer|reply no|nyet to                                  | rules_out | considers
say|answer yes|aye to                                        | offers    | rules_out
answer|reply|respond with ** no|refusal|rejection            | rules_out |
answer|reply|respond with ** yes                             | offers    |
give * thumb down to                                         | rules_out |
be in no mood|hurry|rush|position|state to|for               | rules_out |
be about to                                                  |           | rules_out
walk|turn|move|back away from +                              | rules_out |
hold|draw|pull back from +                                   | rules_out |
hold off on|from +                                           | rules_out |
be bound|obliged to                                          |           | rules_out
put ** on notice                                             | warns     |
serve * notice                                               | warns     |
raise * spectre|specter|threat of                            | warns     |
issue|make|utter * threat to|against|of                      | warns     |
hesitate|hold|shrink|flinch to|from|back|before              |           | warns
think twice about|before                                     | considers | warns
respond|retaliate|answer|reply|react in kind                 | warns     |
strike|hit|fire|shoot back                                   |           |
take ** to court|arbitration|tribunal|wto                    | warns     |
go to court|arbitration|tribunal|law                         | warns     |
take legal action                                            | warns     |
call|bring ** out on strike                                  | warns     |
down tool                                                    | warns     |
pull|step back from                                          | rules_out |
pull * plug on                                               | rules_out |
go ahead|through|on|forward with +                           | offers    | rules_out
press|push|forge|plough|plow|carry ahead|on with +           | offers    | rules_out
have * doubt|misgiving|qualm|reservation about|over|on +     | assesses  |
be * way|distance|mile|world|pole|inch apart|away|off        | assesses  |
agree to disagree on|about|over                              | opposes   |
leave|keep|put|take|want ** out of it|this                   | demands   |
want|need * say|voice|seat|role|share in|on|at|of            | demands   |
draw up|short at                                             | rules_out |
look * other way                                             | offers    |
turn * blind eye to                                          | offers    |
make * concession on|over|about                              | offers    | rules_out
make * allowance for                                         | offers    |
be flexible on|over|about                                    | offers    | rules_out
show flexibility on|over|about                               | offers    | rules_out
do without +                                                 | offers    | rules_out
part with +                                                  | offers    | rules_out
come|go to table                                             | offers    | rules_out
sit|get down with|to                                         | offers    | rules_out
come down|up from|to                                         | offers    |
foot|pick|pay|cover * bill|cost|tab for                      | offers    | rules_out
stump|cough|pony up                                          | offers    | rules_out
chip in                                                      | offers    | rules_out
return|arrive|reply|respond|hit|bounce with|back * offer|bid|concession|counter-offer | offers    |
come|go back|in with ** offer|bid|concession|counter-offer   | offers    |
return|arrive|come with|back * plan|proposal|compromise|idea|draft|formula|text | demands   |
claim ** in|as compensation|damages|reparation|arrears       | demands   |
set|put * price|figure|demand|claim at|of                    | demands   |
see ** step in|toward|towards|to|forward                     | supports  |
hand|give up|over +                                          | offers    | rules_out
hear nothing|none of                                         | rules_out |
speak|come out for                                           | supports  |
subscribe to                                                 | supports  | opposes
hear|know of                                                 |           | rules_out
be * first to +                                              | offers    |
vote in favour|favor of                                      | supports  |
vote ** in favour|favor of                                   | supports  |
vote ** against                                              | opposes   |
serve ** ultimatum                                           | demands   |
be * only ready|prepared|willing to                          | offers    |
have nothing|little * to give|offer|concede|yield|discuss    | rules_out |
make ** condition|precondition                               | demands   |
see|have * room|scope|margin for                             | considers | rules_out
be|stand firm on|against +                                   | rules_out |
refuse|decline point-blank to                                | rules_out |
keep|hold out hope|prospect of                               | considers |
be lukewarm|hesitant|cautious|wary|reserved about            | considers |
be * two|several minds about                                 | considers |
lose|have interest in                                        |           | rules_out
speak|talk up for                                            | supports  |
pull|walk|storm|march out of                                 | rules_out |
"""

OF_OBJECT = """
boycott                                                       | rules_out |
hold up                                                       | opposes   |
withhold                                                      | rules_out | offers
greet|meet|receive ** with scepticism|skepticism|dismay|anger|hostility|suspicion|derision|scorn | opposes |
greet|meet|receive ** with approval|applause|relief|enthusiasm|sympathy | supports |
laugh|brush|wave|bat|shrug|swat|push * off|aside|away         | denies    |
play|talk|damp down                                           | denies    |
put|bring|lay forward                                         | demands   |
scotch|quash|squash|dispel|dampen|disclaim                    | denies    |
pour|heap scorn|ridicule on|upon|over                         | opposes   |
pass|give up                                                  | rules_out |
throw|kick|turf out                                           | rules_out |
ditch|dump|axe|kill|jettison                                  | rules_out |
take up                                                       | offers    | rules_out
snap|lap|gobble up                                            | offers    |
put|throw|lay|place|leave ** on * table                       | offers    | rules_out
offer|hand up                                                 | offers    | rules_out
float|circulate|table|unveil|advance|pitch                    | demands   |
dangle|proffer                                                | offers    |
criticise|criticize|attack|assail|ridicule|mock|deride|bemoan|lament|fight|contest|challenge | opposes |
block|obstruct|stall|thwart|stonewall                         | opposes   |
throw in                                                      | offers    |
stomach|swallow|countenance|brook|abide                       | offers    | rules_out
contemplate                                                  | considers | rules_out
entertain                                                     | considers | rules_out
snub|spurn|scorn|shun                                         | rules_out |
rubbish|pooh-pooh|trash|savage|blast|slam|condemn|decry|deplore|denounce|lambast|lambaste|pan | opposes |
vote|shoot|turn|strike|knock ** down                          | rules_out |
bin|torpedo|scupper|sink                                      | rules_out |
wave|vote|nod through                                         | offers    | rules_out
green-light|greenlight|okay|bless|ratify                      | offers    | rules_out
back|support|second                                           | supports  | opposes
"""

OF_THING = """
take out of context                                           | denies    |
be plucked out of * air                                       | denies    |
fall * short of                                               | opposes   |
be|remain|stay|look off * table                               | rules_out | considers
be|remain|stay off limits                                     | rules_out |
be|remain dead on arrival                                     | rules_out |
be|remain dead in the water                                   | rules_out |
be|remain out of the question                                 | rules_out | considers
be|remain non-negotiable|nonnegotiable|unthinkable|inconceivable|untouchable|sacrosanct | rules_out |
be|remain up for negotiation|discussion|debate|grabs|sale     | considers | rules_out
be|remain open to negotiation|discussion|debate               | considers | rules_out
be|remain for sale                                            | considers | rules_out
be|remain negotiable                                          | considers | rules_out
be|remain on the agenda|cards|table                           | considers | rules_out
be * bridge too far                                           | rules_out |
be * step too far                                             | rules_out |
be * red line                                                 | rules_out |
be * deal-breaker|dealbreaker                                 | rules_out |
be * non-starter|nonstarter                                   | rules_out |
be * blackmail|extortion|surrender|capitulation|provocation   | opposes   |
be doable|manageable|feasible|workable|acceptable|tolerable   | considers | opposes
do * trick                                                    | offers    |
go too far                                                    | opposes   |
go far enough                                                 |           | opposes
go nowhere near                                               | opposes   |
fall short of                                                 | opposes   |
be|seem|sound enough|sufficient|adequate                      |           | opposes
be|seem|sound good|nearly|near enough                         |           | opposes
make * sense                                                  | supports  | opposes
make sense                                                    | supports  | opposes
be * better than nothing                                      | supports  |
be * step in the right direction                              | supports  |
be|remain conceivable|imaginable|thinkable                    | considers | rules_out
deserve * chance|support|hearing|look                         | supports  | opposes
be * done deal                                                | assesses  | denies
be within reach|sight|grasp                                   | assesses  |
be * long way off                                             | assesses  |
be around|round the corner                                    | assesses  |
fall on deaf ear in|at|with                                   | rules_out |
be anathema to                                                | opposes   |
be music to                                                   | supports  |
be|remain closed                                              | rules_out |
be * last|final word|offer                                    | offers    |
be made up                                                   | denies    |
be going nowhere                                              | rules_out |
cross * red line                                              | rules_out |
have to|be going wait                                         | rules_out |
be wide of the mark                                           | denies    |
be|remain without|out foundation|basis|substance|merit|truth  | denies    |
be|remain on                                                  |           | rules_out
be|remain off                                                 | rules_out |
be|remain dead and buried                                     | rules_out |
be|remain history                                             | rules_out |
be|remain ruled out                                           | rules_out |
be|remain the ceiling|maximum|limit                           | offers    |
be|remain the floor|minimum                                   | demands   |
be|remain final                                               | offers    |
be|remain * bargaining chip                                   | considers | rules_out
be|remain * carved|set|cast|written in stone                  | rules_out | considers
"""

OF_MATTER = """
hit|lash|strike|rage out at                                   | opposes   |
chafe|rail|balk|baulk|bristle|recoil|scoff|sneer|laugh at|under|against | opposes |
pass on                                                       | rules_out |
vote|argue|speak|lobby against                                | opposes   |
quibble|argue|disagree with                                   | opposes   |
stand by                                                      | supports  |
be after                                                      | demands   |
jump|leap|grab|clutch at                                      | offers    |
work with                                                     | offers    | rules_out
be good for                                                   | offers    |
come up|back|in with                                          | offers    |
hold|stick|cling|keep to|with|by                              | demands   |
"""


OF_ITS_HOLDER = """
meet with * approval|support|sympathy|agreement|consent|interest from|in|of|among | supports |
welcome|applaud in                                            | supports  |
condemn|criticise|criticize|attack in                         | opposes   |
have|enjoy|win|gain|command|get * support|backing|blessing|approval of|from | supports | opposes
meet * opposition|resistance|objection from|in|of|among       | opposes   |
meet|run with|into|up * opposition|resistance|objection|criticism from|in|of|among | opposes |
draw|provoke|prompt|face|encounter * opposition|resistance|hostility|objection from|in|of|among | opposes |
draw|provoke|prompt|face|attract * criticism|anger|fury|protest|condemnation from|in|of|among | opposes |
meet with * no|refusal|rejection|veto from|in|of              | opposes   |
be met with * no|refusal|rejection|veto from|in|of            | opposes   |
be met with|by * opposition|resistance|objection|anger|fury|refusal from|in|of|among | opposes |
find favour|favor|support|backing with|in|among               | supports  | opposes
draw|receive|get|meet ** cool|cold|chilly|frosty|hostile response|reception|welcome in|from|among | opposes |
draw|receive|get|meet ** warm|cordial|enthusiastic response|reception|welcome in|from|among | supports |
go|sit badly|poorly|ill with                                  | opposes   |
be under consideration|review|discussion in|by|at             | considers |
go down badly|poorly|ill with|in|among                        | opposes   |
go down well with|in|among                                    | supports  | opposes
sit|go well with                                              | supports  | opposes
fall on deaf ear in|at|with                                   | rules_out |
"""
