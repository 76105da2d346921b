"""Words that mean the same, words that mean the opposite, and words that say how sure or how many."""

from __future__ import annotations


def listed(words: str) -> list[str]:
    """The words of a table written as one text."""
    return words.split()


SAME = tuple(
    group.split()
    for group in """
    employee staff worker personnel workforce
    ban prohibition prohibit forbid bar outlaw
    letter correspondence
    company firm business corporation manufacturer
    buy purchase acquire procure obtain
    begin start commence launch initiate open
    end finish conclude cease stop terminate complete
    show demonstrate indicate reveal display
    help assist support aid
    use employ utilise utilize deploy
    give provide supply offer grant deliver
    get receive obtain gain
    make create produce build construct manufacture form develop
    keep retain maintain preserve hold store
    big large major substantial significant considerable great
    small little minor tiny
    need require want necessary requirement
    ask request seek inquire enquire question
    answer reply respond response
    say state declare remark mention note observe tell comment
    claim allege assert contend maintain
    explain clarify describe outline
    confirm verify affirm
    think believe consider regard
    agree accept consent
    reject refuse decline deny
    allow permit let enable authorise authorize
    publish release issue
    change alter modify amend revise
    improve enhance better strengthen
    increase rise grow growth raise
    decrease fall drop decline reduce reduction lower cut
    include contain comprise cover involve
    collect gather obtain
    share disclose pass transfer
    send dispatch transmit
    meet meeting encounter
    attend present participate join part
    law legislation statute act
    rule regulation
    important significant key crucial essential vital
    main principal chief primary
    person individual people human
    child infant baby kid
    house home residence
    road street highway
    car vehicle automobile
    money fund funding finance
    cost price expense
    pay payment remit
    work job labour labor
    plan scheme programme program project
    part portion section share
    place location site area
    country nation state
    government administration ministry
    test trial examine examination assess assessment
    study research investigation investigate
    find discover detect identify
    cause lead result bring
    because since due owing
    also additionally too moreover
    however but though
    about concerning regarding
    near close
    quick fast rapid
    old ancient
    new recent fresh novel
    kill slay
    hurt injure injury wound harm
    win victory triumph
    lose loss defeat
    fight battle combat war
    live reside dwell inhabit
    die death
    name call title term know
    leader head chief
    author writer write
    film movie
    illness disease sickness
    sick ill unwell
    doctor physician
    infection infect
    cure treat treatment therapy
    protect safeguard protection
    danger risk hazard threat
    safe secure
    information data detail
    website site web
    customer client user
    delete remove erase
    choose select pick
    way method manner means
    goal aim objective purpose target
    problem issue difficulty
    solve resolve
    different distinct various
    similar alike same identical
    happen occur
    appear seem
    try attempt endeavour seek
    continue proceed remain persist
    wait delay postpone
    decide decision determine
    right entitlement
    duty obligation responsibility responsible
    role function job
    power authority
    office bureau department
    council authority
    police constabulary
    school college
    train rail railway
    plane aircraft
    ship vessel boat
    sea ocean
    land ground territory
    king monarch
    soldier troop
    army military
    team side club
    game match
    player athlete
    song track
    singer vocalist
    picture image photograph photo
    camera video
    map chart
    money cash
    rich wealthy
    poor needy
    free gratis
    own possess have
    control manage run operate administer
    lead direct head
    join unite merge combine
    divide split separate
    connect link tie
    visit tour
    travel journey trip
    arrive come reach
    leave depart exit
    return go
    fix mend repair
    break damage
    safeguard protect
    aware know
    teach educate education
    learn study
    speak talk
    discuss debate discussion
    tell inform notify
    warn caution alert
    suggest propose recommend
    order command instruct
    found establish set
    exist there
    apply application
    extend stretch
    range extend vary
    total overall whole
    average mean typical
    usual normal common ordinary
    rare uncommon
    main largest
    often frequently
    annual yearly
    daily everyday
    yearly annually
    currently now present today
    formerly previously former earlier prior
    later afterwards subsequently after
    before prior
    during while throughout
    approximately about around roughly
    approximately estimate
    official officer
    minister secretary
    member mp
    public community
    openness transparency open transparent
    legal lawful
    purpose aim
    region area district
    city town
    originate come origin derive
    inspire influence
    feature characteristic
    base locate situate
    design devise
    consist comprise
    serve act
    replace substitute supersede
    introduce bring
    compare comparison
    access entry
    ensure guarantee secure
    review examine
    monitor watch track oversee supervise
    consult consultation
    comply compliance obey
    fund pay
    fully completely entirely wholly
    partly partially
    near nearby
    adopt take
    conduct undertake perform carry do
    hold host
    commit commitment
    human person
    enter join
    intent intention intend
    detail set
    reference refer
    recipient addressee
    attach enclose append
    whole entire
    type kind sort form
    amount quantity volume
    level degree
    view opinion
    evidence proof
    view consider
    concern worry
    assure reassure
    """.strip().splitlines()
)

OPPOSITES = tuple(
    tuple(pair.split("/"))
    for pair in listed(
        """
        more/less more/fewer higher/lower greater/smaller larger/smaller bigger/smaller
        better/worse best/worst most/least most/fewest highest/lowest largest/smallest
        greatest/smallest longest/shortest oldest/youngest earliest/latest longer/shorter
        older/younger earlier/later stronger/weaker faster/slower richer/poorer
        heavier/lighter wider/narrower before/after above/below inside/outside
        within/outside over/under increase/decrease increased/decreased
        increasing/decreasing increases/decreases rise/fall rose/fell rising/falling
        grew/shrank grow/shrink always/never first/last maximum/minimum accept/reject
        accepted/rejected allow/prohibit allowed/prohibited permit/forbid
        permitted/forbidden include/exclude includes/excludes included/excluded win/lose
        won/lost buy/sell bought/sold open/closed opened/closed start/end started/ended
        support/oppose supported/opposed supports/opposes public/private internal/external
        male/female men/women north/south northern/southern east/west eastern/western
        upper/lower left/right early/late easy/difficult safe/dangerous high/low large/small
        long/short strong/weak positive/negative true/false legal/illegal lawful/unlawful
        likely/unlikely able/unable possible/impossible common/rare often/rarely
        majority/minority join/leave joined/left urban/rural with/without improve/worsen
        improved/worsened approve/refuse approved/refused encourage/discourage
        required/optional mandatory/optional mandatory/voluntary compulsory/voluntary
        necessary/unnecessary successful/unsuccessful available/unavailable aware/unaware
        satisfied/dissatisfied appropriate/inappropriate certain/uncertain clear/unclear
        directly/indirectly direct/indirect formal/informal agree/disagree agreed/disagreed
        known/unknown cheaper/dearer nearer/farther up/down upward/downward gain/loss
        profit/loss import/export imported/exported maximum/least faster/longer
        """
    )
)

MODALS = {
    "must": "must shall required obliged obligatory needs need has_to have_to had_to mandatory compulsory duty obligation requirement require requires necessary",
    "may": "may might permitted allowed possible possibly perhaps optional permit permits allow allows able potentially limited restricted eligible entitled",
    "can": "can could able cannot possible capable enable enables ability available accessible power",
    "should": "should ought recommended recommend recommends advised advise advises advisable supposed encouraged expected",
    "will": "will would shall going intends intend plans plan planned due expects expected promise promises promised set",
}
"""Class of modality, with the words that say it; a word may stand in several."""

MODAL_VERBS = {
    "must": "must",
    "shall": "must",
    "may": "may",
    "might": "may",
    "can": "can",
    "could": "can",
    "cannot": "can",
    "should": "should",
    "ought": "should",
    "will": "will",
    "would": "will",
}

QUANTIFIERS = {
    "several": "several some few many number various multiple numerous",
    "all": "all every each entire whole entirely everyone everybody everything always any both",
    "some": "some certain several number partly sometimes few somewhat range variety various",
    "many": "many numerous multiple lots large plenty widespread several much often range variety various dozens hundreds thousands",
    "most": "most majority mostly mainly largely predominantly generally usually chiefly primarily",
    "few": "few hardly rarely seldom scarcely handful little small",
    "only": "only solely exclusively alone just merely sole exclusive limited restricted purely",
    "both": "both two each",
    "always": "always every all invariably constantly consistently",
    "sometimes": "sometimes occasionally some may can times",
    "often": "often frequently regularly many commonly usually",
    "usually": "usually generally normally typically mostly most often commonly",
    "rarely": "rarely seldom hardly infrequently rare few",
}
QUANTIFIER_WORDS = {
    "all": "all",
    "every": "all",
    "each": "all",
    "some": "some",
    "many": "many",
    "several": "several",
    "most": "most",
    "few": "few",
    "only": "only",
    "solely": "only",
    "exclusively": "only",
    "both": "both",
    "always": "always",
    "sometimes": "sometimes",
    "often": "often",
    "usually": "usually",
    "rarely": "rarely",
}

PEOPLES = {
    name: place
    for place, names in {
        "uk": "uk british britain briton britons",
        "scotland": "scotland scottish scots",
        "england": "england english",
        "wales": "wales welsh",
        "ireland": "ireland irish",
        "usa": "us usa american americans america",
        "france": "france french",
        "germany": "germany german germans",
        "spain": "spain spanish",
        "italy": "italy italian italians",
        "china": "china chinese",
        "japan": "japan japanese",
        "russia": "russia russian russians",
        "europe": "europe european europeans eu",
        "netherlands": "netherlands dutch holland",
        "norway": "norway norwegian",
        "sweden": "sweden swedish",
        "denmark": "denmark danish",
        "poland": "poland polish",
        "greece": "greece greek greeks",
        "rome": "rome roman romans",
        "turkey": "turkey turkish",
        "egypt": "egypt egyptian",
        "israel": "israel israeli",
        "canada": "canada canadian",
        "australia": "australia australian",
        "india": "india indian",
        "brazil": "brazil brazilian",
        "mexico": "mexico mexican",
        "africa": "africa african",
        "asia": "asia asian",
        "kenya": "kenya kenyan",
        "korea": "korea korean",
        "portugal": "portugal portuguese",
        "switzerland": "switzerland swiss",
        "austria": "austria austrian",
        "hungary": "hungary hungarian",
    }.items()
    for name in names.split()
}

NEGATIVE_PAIRS = frozenset((("rather", "than"), ("instead", "of"), ("apart", "from")))

FRAME_WORDS = frozenset(
    listed(
        """
    according document source letter note report says said stated states saying told reported
    reports explained explains noted notes confirmed confirms wrote writes written described
    describes mentioned text passage answer question record recorded set sets out quoted quote
    statement page paragraph article section author added case matter fact respect regard terms
    thing things etc following namely example instance such like one ones well way kind sort
    addition furthermore moreover additionally finally overall generally however therefore thus
    hence meanwhile indeed specifically particular particularly respectively including
    there here then when while who which that what where why how whose whom
    been being were was are is am be do does did doing done has have had having get got
    mr mrs ms miss dr professor sir dame lord lady baroness
    yes not no nor n't never none neither without cannot
    still already yet even just really quite rather very much lot
    regarding concerning related relation regards go goes going went gone come comes came put
    """
    )
)
"""Words a writer puts around what a source says; a source need not hold them."""

ABOUT_THE_DOCUMENT = frozenset(
    listed(
        "according letter note report minutes statement email e-mail policy document answer reply "
        "author writer wrote written dated view opinion words"
    )
)
"""Words in a claim that let it name its document's title, author or date."""

SAYING = frozenset(
    listed(
        """
    said says say saying stated states state told tells claimed claims claim alleged alleges allege
    argued argues argue insisted insists insist explained explains explain noted notes note
    confirmed confirms confirm reported reports report added adds concluded concludes conclude
    wrote writes write written suggested suggests suggest announced announces declared declares
    replied replies warned warns asserted asserts maintained maintains believed believes believe
    thinks thought observed observes remarked commented acknowledged acknowledges admitted admits
    denied denies deny emphasised emphasized stressed highlighted recommended recommends asked asks
    predicted predicts estimated estimates described describes proposed proposes mentioned
    """
    )
)
HEARSAY = frozenset(
    listed(
        """
    said says stated states claimed claims alleged alleges argued argues insisted insists suggested
    suggests asserted asserts maintained maintains believed believes thinks thought denied denies
    proposed proposes predicted predicts estimated estimates hoped hopes
    """
    )
)
"""Sayings that do not make what is said a fact."""

NEGATIVES = frozenset(
    listed(
        "not no never none neither nor nobody nothing nowhere without cannot hardly scarcely n't"
    )
)
NEGATIVE_IN_SENSE = frozenset(
    listed(
        """
    deny denies denied fail fails failed failing refuse refuses refused reject rejects rejected lack
    lacks lacked lacking absence absent unable exempt exclude excludes excluded excluding
    prevent prevents prevented avoid avoids avoided decline declines declined false untrue dispute
    disputed disputes stop stopped cease ceased prohibit prohibits prohibited forbid forbidden
    banned unaware unknown unclear uncertain incapable impossible unlikely unwilling refute refuted doubt missing neglect neglected
    """
    )
)
"""Words that deny without a negation: "rejected" for "did not accept"."""


IRREGULAR = {
    form: verb
    for verb, forms in (
        line.strip().split(":")
        for line in """
        build:built
        make:made
        buy:bought
        sell:sold
        hold:held
        keep:kept
        leave:left
        lose:lost
        win:won
        find:found
        get:got gotten
        give:gave given
        take:took taken
        go:went gone
        come:came
        become:became
        begin:began begun
        write:wrote written
        speak:spoke spoken
        say:said
        tell:told
        think:thought
        bring:brought
        teach:taught
        fight:fought
        see:saw seen
        know:knew known
        grow:grew grown
        show:shown
        rise:rose risen
        fall:fell fallen
        lead:led
        meet:met
        send:sent
        spend:spent
        lend:lent
        mean:meant
        pay:paid
        run:ran
        sit:sat
        stand:stood
        understand:understood
        choose:chose chosen
        drive:drove driven
        fly:flew flown
        wear:wore worn
        break:broke broken
        steal:stole stolen
        draw:drew drawn
        throw:threw thrown
        die:died
        child:children
        person:people
        man:men
        woman:women
        body:bodies
        """.strip().splitlines()
    )
    for form in forms.split()
}
"""The verb of an irregular form, the singular of an irregular plural."""
