#include "reading/assemble.h"

#include <fmt/format.h>

#include <cmath>

#include "page/ids.h"

namespace sayso {
namespace {

class Assembler {
 public:
  Assembler(const Report& report, const Parse& parse, const Mentions& mentions, const std::vector<Event>& events,
            const Claims& claims, const Kinds& kinds, const Explainer* explainer)
      : report_(report),
        tokens_(parse.tokens()),
        parse_(parse),
        mentions_(mentions),
        events_(events),
        claims_(claims),
        kinds_(kinds),
        explainer_(explainer),
        points_(report.text) {}

  Reading assemble() {
    Reading r;
    head(r);
    for (const ClaimDraft& draft : claims_.drafts) r.claims.push_back(claim(draft, r.claims.size() + 1));
    name_claims(r);
    for (const AttributionSpan& a : claims_.attributions) r.attributions.push_back(attribution(a));
    for (const Place& p : mentions_.places)
      if (!p.demonym && !p.reference) r.places.push_back(place(p));
    for (const Time& t : mentions_.times) r.times.push_back(time(t));
    for (const Actor& a : mentions_.actors) r.actors.push_back(actor(a.tokens, a.name, a.sides, a.role));
    for (const Count& c : mentions_.counts) r.counts.push_back(count(c));
    return r;
  }

 private:
  Words words(ByteSpan span) const {
    PointSpan p = points_.points(span);
    return {std::string(span.in(report_.text)), p.begin, p.end};
  }
  Words words(TokenRange range) const { return words(tokens_.span(range)); }

  void head(Reading& r) const {
    r.id = report_.id;
    r.uri = report_.uri;
    r.outlet = report_.outlet;
    r.agency = report_.agency;
    r.title = report_.title;
    r.byline = report_.byline;
    if (report_.published) r.published = iso(*report_.published);
    r.language = report_.language;
    r.text = report_.text;
    if (report_.dateline) {
      r.dateline = words(report_.dateline->span);
      if (mentions_.dateline) r.dateline_place = place(*mentions_.dateline, *r.dateline);
    }
    for (const Block& b : report_.blocks) {
      PointSpan p = points_.points(b.span);
      r.blocks.push_back({std::string(name(b.role)), p.begin, p.end, b.truncated});
    }
  }

  ReadActor actor(TokenRange tokens, const std::string& name, const std::vector<std::string>& sides,
                  ActorRole role) const {
    ReadActor out{words(tokens), name, sides, std::string(sayso::name(role))};
    if (out.name.empty()) out.name = out.words.text;
    return out;
  }

  ReadActor actor(const Speaker& s) const { return actor(s.tokens, s.name, s.sides, s.role); }

  ReadActor actor(const Participant& p) const {
    if (p.actor < 0) return actor(p.tokens, "", p.sides, ActorRole::unknown);
    const Actor& a = mentions_.actors[static_cast<size_t>(p.actor)];
    return actor(p.tokens, a.name, p.sides, a.role);
  }

  ReadPlace place(const Place& p) const { return place(p, words(p.tokens)); }
  ReadPlace place(const Place& p, Words written) const {
    ReadPlace out{std::move(written), p.name, p.names, p.country, p.lat, p.lon, p.geonames, p.precision};
    out.candidates.emplace();
    if (p.odds == nullptr) return out;
    // To the hundredth, so that the difference of two scores is the margin.
    auto rounded = [](double score) { return std::round(score * 100) / 100; };
    out.score = rounded(p.odds->score);
    for (const PlaceOdds::Other& o : p.odds->others)
      out.candidates->push_back(
          {o.geonames, std::string(o.name), std::string(o.country), o.lat, o.lon, o.precision, rounded(o.score)});
    if (!out.candidates->empty()) out.margin = rounded(*out.score - out.candidates->front().score);
    return out;
  }

  static std::optional<std::string> iso_or_none(std::optional<Day> day) {
    if (!day) return std::nullopt;
    return iso(*day);
  }

  ReadTime time(const Time& t) const {
    // The list of times says what the words name; a claim's `when`, when the thing happened.
    return {words(t.tokens), iso_or_none(t.named.first), iso_or_none(t.named.last), t.precision};
  }

  ReadCount count(const Count& c) const {
    ReadCount out{words(c.phrase), c.value, std::string(sign(c.bound)), c.low, c.high, ""};
    if (c.unit != kNoToken) out.unit = parse_[c.unit].lemma;
    return out;
  }

  ReadToll toll(const Toll& t) const {
    return {t.what, t.of, t.sides, words(t.phrase), t.value, std::string(sign(t.bound)), t.low, t.high, t.total};
  }

  Attribution attribution(const AttributionSpan& a) const {
    Attribution out;
    if (a.source) out.source = words(a.source->tokens);
    out.cue = words(a.cue);
    for (TokenRange c : a.content) out.content.push_back(words(c));
    return out;
  }

  Claim claim(const ClaimDraft& draft, size_t n) const {
    const Event& e = events_[draft.event];
    Claim c;
    c.n = static_cast<int>(n);
    c.sentence = words(tokens_.sentences[e.sentence].tokens);
    c.trigger = words(e.trigger);
    c.stance = name(draft.stance);
    c.certainty = name(draft.certainty);
    c.kind = draft.kind ? *draft.kind : e.kind;
    c.modality = name(e.modality);
    c.reasons.push_back({"event", e.rule, c.trigger});
    if (draft.attribution >= 0) {
      const AttributionSpan& a = claims_.attributions[static_cast<size_t>(draft.attribution)];
      c.cue = words(a.cue);
      c.cue_class = name(a.cue_class);
      c.quote = name(a.quote);
      c.reasons.push_back({"source", a.rule, *c.cue});
    }
    if (draft.source) c.source = actor(*draft.source);
    for (const Speaker& via : draft.via) c.via.push_back(actor(via));
    if (draft.denies >= 0) c.denies = draft.denies + 1;
    for (const Participant& p : draft.by ? *draft.by : e.by) c.by.push_back(actor(p));
    for (const Participant& p : e.on) c.on.push_back(actor(p));
    if (const Place* p = mentions_.place(e.place))
      c.place = e.place == Mentions::kDateline ? place(*p, words(report_.dateline->span))
                : p->listed.empty()            ? place(*p)
                                               : place(*p, words(p->listed));
    if (e.when) {
      ReadTime when;
      if (e.time >= 0) when.words = words(mentions_.times[static_cast<size_t>(e.time)].tokens);
      when.first = iso_or_none(e.when->first);
      when.last = iso_or_none(e.when->last);
      when.precision = e.when_precision;
      c.when = std::move(when);
    }
    for (const Toll& t : draft.without_tolls ? draft.tolls : e.tolls) c.tolls.push_back(toll(t));
    const KindCodes codes = kinds_.codes(c.kind, c.modality);
    c.codes = {codes.plover, codes.cameo, codes.acled};
    c.reasons.push_back({"stance", draft.stance_rule, c.cue ? *c.cue : c.trigger});
    if (!draft.source_why.empty()) c.reasons.push_back({"source", draft.source_why, {}});
    if (explainer_ != nullptr)
      for (const FieldReason& why : explainer_->of(e.head)) c.reasons.push_back({why.field, why.text, {}});
    return c;
  }

  void name_claims(Reading& r) const {
    ClaimIds ids(r.id);
    for (Claim& c : r.claims) {
      std::vector<std::string> by;
      for (const ReadActor& a : c.by) by.push_back(a.words.text);
      c.id = ids.next(c.trigger.begin, c.trigger.end, c.kind, c.stance, c.source ? c.source->name : "", by);
    }
  }

  const Report& report_;
  const Tokens& tokens_;
  const Parse& parse_;
  const Mentions& mentions_;
  const std::vector<Event>& events_;
  const Claims& claims_;
  const Kinds& kinds_;
  const Explainer* explainer_;
  PointIndex points_;
};

}  // namespace

Reading assemble(const Report& report, const Parse& parse, const Mentions& mentions, const std::vector<Event>& events,
                 const Claims& claims, const Kinds& kinds, const Explainer* explainer) {
  return Assembler(report, parse, mentions, events, claims, kinds, explainer).assemble();
}

std::string conllu(const Parse& parse, const Sentence& sentence) {
  std::string out;
  TokenIndex begin = sentence.tokens.begin;
  for (TokenIndex i = begin; i < sentence.tokens.end; ++i) {
    const Word& w = parse[i];
    out += fmt::format("{}\t{}\t{}\t{}\t{}\t_\t{}\t{}\t_\t_\n", i - begin + 1, parse.word(i), w.lemma, name(w.upos),
                       w.xpos, w.head == kNoToken ? 0 : w.head - begin + 1, name(w.relation));
  }
  return out;
}

}  // namespace sayso
