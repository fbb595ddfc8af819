"""Odd synonyms as a text spinner would choose them: they keep the meaning and sound wrong."""

# ruff: noqa: E501 - tables and patterns stand in long rows

from __future__ import annotations

PHRASES = """
news conference=press convention|media gathering;press conference=press convention|news meeting;foreign minister=minister of outside affairs;
prime minister=premier|head of the cabinet;supreme leader=ideal leader|paramount chief;human rights=rights of man;according to=as per|going by;
civil war=internal war;oil prices=petroleum prices;interest rates=rates of interest|lending rates;stock market=share market|bourse;
state television=government television;head of state=chief of the nation;armed forces=armed troops|military powers;
security forces=safety forces|protection troops;police officer=police agent;police officers=police agents;last month=the month gone by;
in addition=besides|additionally;as well as=along with;such as=like;a number of=several;at the same time=simultaneously;
more than=in excess of|upwards of;at least=no fewer than;as soon as=the moment;in order to=so as to;because of=by reason of;
so far=up to now;right now=at present;took place=came about|was held;take place=come about|be held;carried out=executed|performed;
carry out=execute|perform;set up=established|put together;took over=assumed control of;pointed out=remarked|signalled;
called for=clamoured for;call for=clamour for;called on=appealed to;turned down=declined|spurned;
put off=deferred|pushed back;made up of=composed of;in charge of=at the helm of;on behalf of=in the name of;
the past year=the preceding year|the bygone year;the next year=the coming year;each other=one another;a lot of=plenty of;
drug companies=medicine firms;climate change=change of the climate;health care=medical attention;share price=price of the share;
trade union=labour union;trade unions=labour unions;law enforcement=enforcement of the law;natural gas=earth gas;air strikes=raids from the air;
opposition leader=chief of the opposition;spokesman for=mouthpiece for;spokeswoman for=mouthpiece for;two weeks=a fortnight;
per year=a year;net profit=clean profit;money supply=supply of money;crude oil=raw oil|raw petroleum;central bank=core bank|bank of issue;
chief executive=top executive|managing chief;at home=on home ground;high court=upper court|elevated tribunal;heart attack=cardiac seizure
"""
NOUNS = """
leader=chief|head;government=administration|cabinet;country=nation|land;minister=cabinet member|secretary;official=functionary|officer;
company=firm|enterprise;firm=company|concern;worker=labourer|toiler;employee=staffer|member of staff;job=post|position;
market=marketplace;price=cost|tariff;profit=earning;loss=deficit;
increase=augmentation|increment;decrease=diminution;rise=ascent|upturn;fall=descent|drop;growth=expansion|enlargement;
agreement=accord|pact;deal=bargain|arrangement;contract=covenant;talk=discussion|conversation;meeting=gathering|assembly|encounter;
visit=call|sojourn;trip=journey|voyage;conference=convention|congress;decision=resolution|determination;plan=scheme|blueprint;
proposal=proposition|suggestion;policy=line of action;law=statute|legislation;rule=regulation;court=tribunal;judge=magistrate|jurist;
lawyer=attorney|advocate;police=constabulary;officer=agent;soldier=trooper|fighter;army=military|land force;militia=paramilitary band;
war=armed conflict;attack=assault|onslaught;bomb=explosive device;raid=foray|incursion;fight=struggle|scuffle;killing=slaying;
death=demise|passing;victim=casualty|sufferer;injury=wound|hurt;accident=mishap;crash=smash;fire=blaze;flood=inundation|deluge;
earthquake=tremor|seism;storm=tempest;weather=climate;rain=rainfall;building=edifice|structure;house=dwelling|residence;home=abode|residence;
town=township|borough;city=metropolis|municipality;village=hamlet;street=road;road=roadway|thoroughfare;bridge=viaduct;river=watercourse;
area=zone|expanse;region=district|territory;border=frontier|boundary;capital=chief city;hospital=infirmary|clinic;doctor=physician|medic;
patient=sick person;disease=illness|malady;drug=medicament|remedy;school=educational establishment;student=pupil|learner;teacher=instructor|educator;
university=academy;scientist=researcher|savant;researcher=investigator|scholar;study=inquiry|survey;report=account|dossier;
document=paper|file;letter=missive|note;statement=declaration|communique;speech=oration|address;interview=talk|exchange;
newspaper=gazette|daily;journalist=reporter|newsman;television=TV|small screen;film=picture|movie;book=volume|tome;song=tune;music=melody;
game=match|contest;player=sportsman;team=side|squad;coach=trainer;season=campaign;goal=target|aim;victory=triumph|conquest;defeat=loss|overthrow;
election=ballot|poll;vote=ballot|suffrage;voter=elector;party=political group;parliament=legislature|house of deputies;president=chief of state;
king=monarch|sovereign;opposition=resistance;supporter=adherent|backer;critic=detractor|faultfinder;ally=partner|confederate;enemy=foe|adversary;
rival=competitor|opponent;threat=menace|peril;danger=peril|hazard;risk=hazard|jeopardy;problem=difficulty|trouble;crisis=emergency;
issue=matter|question;question=query;answer=reply|response;reason=motive|ground;cause=origin|source;result=outcome|upshot;effect=consequence|impact;
change=alteration|modification;reform=overhaul|remodelling;effort=endeavour|exertion;attempt=try|endeavour;step=measure|pace;measure=provision|step;
action=deed|act;move=manoeuvre|step;role=part|function;power=might|authority;force=strength|vigour;strength=might|vigour;support=backing|succour;
help=assistance|succour;aid=assistance|relief;money=cash|funds;fund=reserve|pool;budget=financial plan;tax=levy|duty;debt=liability|arrears;
loan=credit|advance;bank=lender|banking house;investor=backer|financier;shareholder=stockholder|share owner;customer=client|patron;
consumer=buyer|end user;product=article|ware;goods=wares|merchandise;service=facility;factory=plant|works;plant=factory|works;machine=apparatus|device;
car=automobile|motorcar;plane=aeroplane|aircraft;aircraft=flying machine;ship=vessel|boat;train=railway train;airport=airfield|aerodrome;
flight=air journey;passenger=traveller|voyager;traveller=voyager|wayfarer;tourist=holidaymaker|sightseer;oil=petroleum|crude;gas=vapour fuel;
energy=power;farmer=grower|husbandman;crop=harvest|yield;food=nourishment|foodstuff;child=youngster|minor;children=youngsters|minors;
people=persons|individuals|folk;man=gentleman;woman=lady;men=gentlemen;women=ladies;family=household|kin;father=dad|male parent;mother=mum|female parent;
son=male child;daughter=female child;wife=spouse;husband=spouse;friend=companion|pal;neighbour=person next door;resident=inhabitant|dweller;
citizen=national|burgher;community=populace|collective;group=band|cluster;member=adherent|associate;staff=personnel|workforce;
union=syndicate|labour body;strike=walkout|stoppage;protest=demonstration|remonstrance;demonstration=rally|manifestation;rally=assembly|gathering;
evidence=proof|testimony;crime=offence|felony;criminal=felon|wrongdoer;suspect=presumed culprit;prisoner=captive|inmate;prison=jail|penitentiary;
trial=court case|lawsuit;sentence=punishment;arrest=apprehension|capture;charge=accusation|indictment;allegation=accusation|assertion;
fear=dread|apprehension;hope=expectation|aspiration;anger=wrath|ire;concern=worry|disquiet;pressure=strain|stress;tension=strain|unrest;
relation=tie|link;relations=ties|links;relationship=tie|bond;link=connection|tie;cooperation=collaboration|teamwork;competition=rivalry|contest;
success=triumph|achievement;failure=flop|breakdown;start=beginning|outset;beginning=outset|inception;end=finish|conclusion;
period=span|stretch;time=hour|moment;quarter=three-month span;half=moiety;majority=bulk|greater part;minority=lesser part;
percentage=proportion;figure=number|digit;number=quantity|figure;level=rung|degree;rate=pace|tempo;share=stock;value=worth;
amount=quantity|sum;total=sum|aggregate;record=register;revenue=income|takings;cost=expense|outlay;expense=outlay|expenditure;
income=earnings|takings;wage=pay|salary;salary=pay|remuneration;production=output|manufacture;output=production|yield;demand=request|call;
supply=provision|stock;trade=commerce|barter;business=enterprise|commerce;industry=sector|trade;economy=financial system;investment=capital outlay;
technology=technics|know-how;computer=computing machine;internet=web|net;website=web page|online site;phone=telephone|handset;
data=information|facts;information=data|intelligence;research=investigation|study;analyst=expert|examiner;expert=specialist|connoisseur;
adviser=counsellor|consultant;spokesman=mouthpiece|representative;spokeswoman=mouthpiece|representative;diplomat=envoy|emissary;
ambassador=envoy|legate;delegation=deputation|mission;committee=panel|commission;commission=committee|panel;council=board|assembly;
authority=power|jurisdiction;agency=bureau|office;department=division|bureau;office=bureau|workplace;organisation=body|outfit;
organization=body|outfit;institution=establishment|institute;project=undertaking|venture;programme=scheme|agenda;program=scheme|agenda;
system=setup|arrangement;network=web|grid;base=foundation;site=spot|location;place=spot|locality;location=spot|place;
part=portion|piece;side=flank|camp;position=stance|standpoint;view=opinion|outlook;opinion=view|judgement;interest=stake|concern;
damage=harm|destruction;violence=brutality|bloodshed;conflict=clash|strife;clash=skirmish|confrontation;ceasefire=truce|armistice;truce=armistice|ceasefire;
peace=concord|tranquillity;freedom=liberty;right=entitlement;weapon=arm|armament;missile=rocket|projectile;gun=firearm;forecast=prediction|prognosis;
estimate=appraisal|valuation;warning=caution|admonition;promise=pledge|vow;offer=bid|proposition;bid=offer|tender;acquisition=purchase|takeover;
merger=fusion|amalgamation;takeover=acquisition|buyout;owner=proprietor|possessor;founder=creator|originator;manager=boss|director;
director=manager|chief;chairman=head of the board|president;executive=manager|boss;board=panel|directorate;dispute=quarrel|wrangle;row=quarrel|squabble
"""
VERBS = """
say=declare|state|affirm;tell=inform|advise;announce=proclaim|make known;report=relate|recount;ask=request|inquire of;claim=assert|maintain;
add=append|tack on;warn=caution|alert;urge=exhort|press;praise=laud|extol;criticise=censure|fault;criticize=censure|fault;accuse=incriminate|reproach;
deny=repudiate|gainsay;confirm=corroborate|ratify;reject=rebuff|spurn;accept=embrace|consent to;approve=sanction|green-light;agree=concur|consent;
refuse=decline;decide=resolve|determine;plan=scheme|intend;propose=put forward|suggest;suggest=propose|intimate;expect=await|anticipate;
hope=wish|aspire;want=wish|desire;need=require;help=assist|aid;support=back|uphold;oppose=resist|contest;attack=assault|assail;kill=slay|put to death;
injure=wound|hurt;destroy=demolish|wreck;damage=harm|impair;hit=strike|smite;fight=battle|combat;defend=safeguard|shield;protect=safeguard|shelter;
win=gain|capture;lose=forfeit|mislay;beat=defeat|vanquish;rise=ascend|climb;fall=drop|decline;increase=augment|escalate;decrease=diminish|dwindle;
grow=expand|swell;reduce=diminish|curtail;cut=slash|trim;raise=lift|elevate;lower=diminish|drop;buy=purchase|acquire;sell=vend|market;
pay=remunerate|disburse;spend=expend|lay out;earn=gain|pocket;invest=put money;lend=loan;borrow=take on loan;cost=be priced at;
open=inaugurate|unlock;close=shut|seal;start=begin|commence;begin=start|commence;end=finish|conclude;stop=halt|cease;continue=carry on|persist;
finish=complete|terminate;launch=kick off|initiate;create=generate|fashion;build=construct|erect;produce=manufacture|turn out;make=fashion|create;
develop=evolve|elaborate;introduce=bring in|usher in;publish=release|issue;release=set free|let go;issue=emit|put out;sign=ink|undersign;
send=dispatch|forward;receive=obtain|get;take=seize|grab;give=hand|bestow;bring=carry|convey;carry=transport|bear;hold=keep|grip;keep=retain|preserve;
meet=encounter|come together with;visit=call on|travel to;travel=journey|voyage;arrive=land|turn up;leave=depart|quit;return=come back|go back;
move=shift|relocate;live=dwell|reside;die=perish|expire;work=labour|toil;play=compete|perform;lead=head|steer;join=enter|link up with;
arrest=apprehend|collar;detain=hold in custody|lock up;charge=indict;convict=find guilty;free=liberate|let loose;search=comb|scour;find=discover|locate;
discover=find out|unearth;show=display|exhibit;reveal=disclose|unveil;see=behold|witness;watch=observe|view;hear=listen to;know=be aware;
believe=think|hold;think=believe|reckon;consider=contemplate|weigh;discuss=debate|talk over;explain=clarify|elucidate;describe=depict|portray;
call=label|dub;name=designate|call;appoint=designate|nominate;choose=select|pick;elect=vote in;replace=supplant|substitute for;remove=take away|eliminate;
change=alter|modify;improve=better|ameliorate;face=confront;cause=provoke|bring about;lead=head|guide;allow=permit|let;force=compel|oblige;
prevent=hinder|avert;try=attempt|endeavour;seek=look for|pursue;use=employ|utilise;include=comprise|encompass;provide=furnish|supply;offer=propose|tender;
remain=stay|linger;become=turn into|grow to be;happen=occur|come to pass;appear=emerge|surface;involve=implicate|entail;represent=stand for|embody;
resign=step down|quit;vote=cast ballots;run=operate|manage;manage=administer|handle;control=command|dominate;own=possess;share=split|divide;
attend=be present at|go to;speak=talk|converse;write=pen|compose;read=peruse;teach=instruct|educate;learn=find out;train=drill|school;test=try out|check;
examine=inspect|scrutinise;investigate=probe|look into;monitor=watch over|survey;estimate=reckon|gauge;predict=foretell|prognosticate;
forecast=predict|foresee;complain=grumble|protest;demand=insist on|call for;insist=persist|maintain;argue=contend|reason;acknowledge=concede|own up;
admit=concede|own;promise=pledge|vow;threaten=menace;fear=dread|be afraid of;welcome=greet|hail;celebrate=commemorate|fete;condemn=denounce|decry;
suffer=endure|undergo;recover=recuperate|bounce back;save=rescue|spare;rescue=save|deliver;evacuate=clear out|move out;
gather=assemble|collect;break=smash|snap;fail=flop|miscarry;succeed=prevail|thrive;achieve=attain|accomplish;reach=attain|get to;exceed=surpass|outstrip;
link=connect|tie;compare=liken|contrast;require=necessitate|call for;affect=touch|influence;ensure=guarantee|make certain;
strengthen=reinforce|fortify;weaken=enfeeble|sap;expand=enlarge|broaden;extend=prolong|lengthen;suspend=halt|put on ice;cancel=call off|scrap;
delay=postpone|hold up;postpone=put off|defer;drop=plunge|sink;jump=leap|vault;climb=mount|scale;slip=slide|skid;
acquire=procure|purchase;merge=fuse|amalgamate;shut=close|bolt;surge=shoot up|soar;
"""
OTHERS = """
supreme=paramount|ideal;big=large|hefty;large=sizeable|big;small=little|tiny;huge=enormous|colossal;major=principal|significant;main=principal|chief;
important=weighty|significant;serious=grave|severe;strong=robust|sturdy;weak=feeble|frail;good=fine|decent;bad=poor|awful;difficult=tough|arduous;
hard=tough|arduous;easy=simple|effortless;quick=rapid|swift;fast=speedy|swift;slow=sluggish|unhurried;high=elevated|lofty;old=aged|elderly;
young=youthful|juvenile;rich=wealthy|affluent;poor=needy|penniless;famous=renowned|celebrated;popular=well-liked;current=present|ongoing;former=erstwhile|one-time;
recent=latest|fresh;previous=prior|preceding;early=premature|timely;final=ultimate|concluding;whole=entire|complete;entire=whole|complete;full=complete|entire;
likely=probable;possible=feasible|conceivable;clear=evident|plain;certain=sure|definite;necessary=needful|essential;significant=notable|weighty;
sharp=steep|keen;sharply=steeply|abruptly;heavy=weighty|hefty;heavily=weightily|strongly;powerful=mighty|potent;dangerous=perilous|hazardous;safe=secure;
angry=irate|furious;happy=glad|content;sad=sorrowful|unhappy;afraid=scared|fearful;ready=prepared|set;able=capable|fit;new=fresh|novel;
domestic=internal|homegrown;foreign=overseas|alien;international=worldwide|cross-border;global=worldwide|planetary;local=neighbourhood|native;
national=countrywide|nationwide;public=communal|common;private=personal|privy;military=martial|army;political=politic;economic=financial|monetary;
financial=monetary|pecuniary;medical=clinical|curative;legal=lawful|juridical;illegal=unlawful|illicit;violent=forcible|brutal;deadly=lethal|mortal;
very=highly|extremely;quickly=swiftly|rapidly;slowly=sluggishly|gradually;nearly=almost|close to;almost=nearly|practically;about=roughly|around;around=about|roughly;
approximately=roughly|about;also=likewise|too;however=nevertheless|nonetheless;but=yet;although=albeit|even though;because=since|as;while=whilst|whereas;
despite=in spite of|notwithstanding;before=prior to;after=subsequent to;during=in the course of|throughout;since=ever since;until=till|up to;
often=frequently|oftentimes;usually=customarily|as a rule;sometimes=at times|occasionally;recently=lately|of late;already=by now|previously;still=yet|even now;
currently=presently|at present;now=at present|nowadays;soon=shortly|before long;later=afterwards|thereafter;again=once more|anew;together=jointly|collectively;
only=solely|merely;mainly=chiefly|primarily;mostly=largely|chiefly;especially=particularly|notably;particularly=especially|notably;
several=various|a handful of;many=numerous|plenty of;some=certain|a few;most=the bulk of;all=the entirety of;every=each|each and every;enough=sufficient|ample;
additional=extra|supplementary;extra=additional|further;further=additional|extra;similar=alike|comparable;different=distinct|dissimilar;various=diverse|sundry;
special=particular|exceptional;official=formal|authorised;formal=ceremonial|official;initial=opening|first;eventually=in the end|ultimately;finally=at last|lastly;
immediately=at once|straight away;suddenly=abruptly|all at once;unanimously=with one voice;widely=broadly|far and wide;largely=mostly|for the most part;
temporary=provisional|passing;temporarily=provisionally|for a time;permanent=lasting|enduring;annual=yearly|once-a-year;monthly=once-a-month;weekly=once-a-week;
daily=day-to-day|everyday;wounded=injured|hurt;missing=lost|unaccounted for;alive=living|among the living;dead=deceased|lifeless;closely=tightly;
next=following|coming;last=final|bygone;past=bygone|preceding;key=pivotal|crucial;top=leading|uppermost;leading=foremost|chief;common=shared|widespread;
overall=general|all-round;total=complete|aggregate;net=clean;gross=overall;steady=constant|unwavering;stable=steady|firm;unusual=uncommon|odd;
successful=fruitful|triumphant;unsuccessful=fruitless|failed;wealthy=affluent|moneyed;ancient=age-old|antique;modern=contemporary|present-day
"""
