#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/span.h"
#include "base/text_util.h"
#include "serve/answers.h"
#include "serve/html.h"
#include "serve/http.h"
#include "view/dispute.h"
#include "view/phrase.h"
#include "view/side_table.h"

namespace sayso::serve {
namespace {

std::string incident_link(const std::string& name) { return "/incident/" + encode_component(name); }

std::string report_link(const std::string& uri, int n = 0) {
  return "/report?uri=" + encode_component(uri) + (n > 0 ? fmt::format("#claim-{}", n) : "");
}

std::string days_of(const IncidentRow& r) {
  return iso(day_of(r.first)) + (r.first == r.last ? "" : " to " + iso(day_of(r.last)));
}

std::string place_of(const IncidentRow& r) {
  return r.place.empty() ? "a place not said" : r.place + (r.country.empty() ? "" : ", " + r.country);
}

std::string count(int64_t n, const char* one, const char* many) { return fmt::format("{} {}", n, n == 1 ? one : many); }

std::string list_of(const std::vector<std::string>& list) {
  std::string out;
  for (const std::string& s : list) out += (out.empty() ? "" : ", ") + s;
  return out;
}

void table(Html& html, const std::string& caption, const std::vector<std::string>& head,
           const std::function<void()>& body) {
  html.element("table", {}, [&] {
    html.element("caption", caption);
    html.head(head);
    html.element("tbody", {}, body);
  });
}

void field(Html& html, const std::string& label, const std::string& name, const std::string& type,
           const std::string& value) {
  html.element("label", {}, [&] {
    html.text(label + " ");
    html.open("input", {{"name", name}, {"type", type}, {"value", value}});
  });
  html.text(" ");
}

std::string actors(const std::vector<ReadActor>& list) {
  std::string out;
  for (const ReadActor& a : list) out += (out.empty() ? "" : ", ") + name_of(a);
  return out;
}

// The report's text, a paragraph a block, with each claim's trigger numbered where it stands.
void text_of(Html& html, const Reading& r) {
  std::vector<size_t> bytes;  // of each code point
  for (size_t at = 0; at < r.text.size(); at += decode_utf8(r.text, at).size) bytes.push_back(at);
  bytes.push_back(r.text.size());
  auto piece = [&](uint32_t begin, uint32_t end) {
    begin = std::min<uint32_t>(begin, static_cast<uint32_t>(bytes.size() - 1));
    end = std::clamp<uint32_t>(end, begin, static_cast<uint32_t>(bytes.size() - 1));
    return std::string_view(r.text).substr(bytes[begin], bytes[end] - bytes[begin]);
  };
  std::multimap<uint32_t, const Claim*> triggers;
  for (const Claim& c : r.claims) triggers.emplace(c.trigger.end, &c);
  for (const ReadBlock& block : r.blocks) {
    html.element("p", {{"class", "block " + block.role}}, [&] {
      if (block.role == "caption") html.element("small", "picture caption: ");
      uint32_t at = block.begin;
      for (auto it = triggers.lower_bound(block.begin); it != triggers.end() && it->first <= block.end; ++it) {
        if (it->second->trigger.begin >= at) {
          html.text(piece(at, it->second->trigger.begin));
          html.element("mark", piece(it->second->trigger.begin, it->first));
          at = it->first;
        }
        html.element("sup", {},
                     [&] { html.link(fmt::format("#claim-{}", it->second->n), std::to_string(it->second->n)); });
      }
      html.text(piece(at, block.end));
      if (block.truncated) html.element("small", " (cut off on the page)");
    });
    html.raw("\n");
  }
}

void claims_of(Html& html, const Reading& r, const std::vector<std::string>& incidents) {
  std::vector<std::string> head{"n",       "Who says so", "Stance", "What",     "Who did it",
                                "To whom", "Where",       "When",   "How many", "Words"};
  if (!incidents.empty()) head.push_back("Incident");
  table(html, count(static_cast<int64_t>(r.claims.size()), "claim", "claims"), head, [&] {
    size_t i = 0;
    for (const Claim& c : r.claims) {
      html.element("tr", {{"id", fmt::format("claim-{}", c.n)}}, [&] {
        html.element("td", std::to_string(c.n));
        std::string who = c.source ? name_of(*c.source) : own_voice(r);
        if (c.source && !c.source->side.empty()) who += " (" + sides(c.source->side) + ")";
        for (const ReadActor& via : c.via) who += ", via " + name_of(via);
        html.element("td", who);
        std::string stance = stance_word(c);
        if (c.denies) stance += fmt::format(" {}", *c.denies);
        if (c.cue) stance += " “" + c.cue->text + "”";
        html.element("td", stance);
        std::string what = c.kind;
        if (c.modality != "actual") what += c.modality == "possible" ? ", possibly" : ", to come";
        html.element("td", what);
        html.element("td", actors(c.by));
        html.element("td", actors(c.on));
        html.element("td", c.place ? place(*c.place) : "");
        html.element("td", c.when ? days(*c.when) : "");
        std::string tolls;
        for (const ReadToll& t : c.tolls)
          tolls +=
              (tolls.empty() ? "" : "; ") + t.what + " " + figure(t) + " " + counted(t) + (t.total ? " so far" : "");
        html.element("td", tolls);
        html.element("td", {}, [&] { html.element("q", c.sentence.text); });
        if (!incidents.empty())
          html.element("td", {}, [&] {
            if (i < incidents.size() && !incidents[i].empty()) html.link(incident_link(incidents[i]), incidents[i]);
          });
      });
      html.raw("\n");
      ++i;
    }
  });
}

void facts_of(Html& html, const Reading& r) {
  html.element("p", {{"class", "facts"}}, [&] {
    std::string line = r.outlet.value_or(r.agency.value_or("an outlet not said"));
    if (r.outlet && r.agency) line += " (" + *r.agency + ")";
    line += " · " + r.published.value_or("a day not said");
    if (r.byline) line += " · " + *r.byline;
    html.text(line + " · " + r.uri);
  });
}

}  // namespace

std::string incidents_html(const IncidentPage& page, const std::map<std::string, std::string>& query) {
  Html html;
  auto asked = [&](const std::string& name) {
    auto found = query.find(name);
    return found == query.end() ? std::string() : found->second;
  };
  html.element("h1", "Incidents");
  html.element("form", {{"method", "get"}, {"action", "/incidents"}, {"class", "filters"}}, [&] {
    field(html, "Words", "q", "search", asked("q"));
    field(html, "Place", "place", "text", asked("place"));
    field(html, "Side", "side", "text", asked("side"));
    field(html, "Kind", "kind", "text", asked("kind"));
    field(html, "From", "from", "date", asked("from"));
    field(html, "To", "to", "date", asked("to"));
    html.element("label", {}, [&] {
      Html::Attributes box{{"name", "disputed"}, {"type", "checkbox"}, {"value", "1"}};
      if (!asked("disputed").empty()) box.emplace_back("checked", "checked");
      html.open("input", box);
      html.text(" disputed only ");
    });
    html.element("button", "Show");
  });
  table(html, "What happened, as it is told; the latest day first",
        {"Days", "What", "Where", "Between", "Reports", "Claims", "Accounts", "Incident"}, [&] {
          for (const IncidentRow& r : page.rows)
            html.row(8, [&](size_t column) {
              switch (column) {
                case 0:
                  return html.text(days_of(r));
                case 1:
                  return html.text(list_of(r.kinds));
                case 2:
                  return html.text(place_of(r));
                case 3:
                  return html.text(list_of(r.sides));
                case 4:
                  return html.text(std::to_string(r.reports));
                case 5:
                  return html.text(std::to_string(r.claims));
                case 6:
                  return html.text(r.disputed ? "differ" : "");
                default:
                  return html.link(incident_link(r.name), r.name);
              }
            });
        });
  if (page.rows.empty()) html.element("p", "No incident is left by these filters.");
  for (std::string sentence : page.unknown) {
    sentence[0] = 'N';  // "no incident ..."
    html.element("p", sentence + ".");
  }
  if (!page.next.empty())
    html.element("p", {}, [&] {
      html.link("/incidents?" + page.query + (page.query.empty() ? "" : "&") + "cursor=" + encode_component(page.next),
                "Older ones");
    });
  html.element("p", {{"class", "exports"}}, [&] {
    html.text("Export of all that these filters leave: ");
    for (const char* format : {"csv", "geojson", "ndjson", "citations"}) {
      html.link(std::string("/export.") + (std::string(format) == "citations" ? "txt" : format) + "?" + page.query,
                format);
      html.text(" ");
    }
  });
  return html.take();
}

std::string incident_html(const IncidentAnswer& a) {
  const IncidentRow& r = a.view.row;
  const Members& members = a.view.members;
  Html html;
  html.element("h1", list_of(r.kinds) + " · " + place_of(r) + " · " + days_of(r));
  html.element("p", {{"class", "facts"}}, [&] {
    html.text(count(static_cast<int64_t>(members.reports()), "report", "reports") + ", " +
              count(static_cast<int64_t>(origins(members)), "independent origin", "independent origins"));
    if (!a.view.grade.grade.empty())
      html.text(" · " + a.view.grade.scheme + " rule: " + a.view.grade.grade + ". " + a.view.grade.text);
    const DeathRange& d = a.view.deaths;
    auto figure = [](const std::optional<int64_t>& n) { return n ? std::to_string(*n) : std::string("–"); };
    if (d.low || d.high)
      html.text(fmt::format(" · killed, {} rule: low {}, best {}, high {}", d.scheme, figure(d.low), figure(d.best),
                            figure(d.high)));
  });
  std::vector<std::string> head{"Question"};
  head.insert(head.end(), a.table.columns.begin(), a.table.columns.end());
  html.element("div", {{"class", "wide"}}, [&] {
    table(html, "Accounts side by side; a blank cell says nothing", head, [&] {
      for (const IncidentTable::Row& row : a.table.rows) {
        html.raw("<tr>");
        html.element("th", {{"scope", "row"}}, [&] { html.text(row.label); });
        for (const auto& cell : row.cells)
          html.element("td", {}, [&] {
            for (const IncidentTable::Entry& e : cell)
              html.element("p", {}, [&] {
                html.element("strong", e.said);
                html.text(" — " + e.speaker + " ");
                for (size_t s : e.statements) {
                  const Member& m = members.claims[a.statements[s].claim];
                  html.link(report_link(m.uri, m.claim.n), fmt::format("{}.{}", s + 1, m.claim.n));
                  html.text(" ");
                }
              });
          });
        html.raw("</tr>\n");
      }
    });
  });
  std::vector<LedgerDispute> disputes = members.disputes();
  if (!disputes.empty()) {
    html.element("h2", "In dispute");
    html.element("ul", {}, [&] {
      for (const LedgerDispute& d : disputes)
        html.element("li", {}, [&] {
          const Member &one = members.claims[d.one], &other = members.claims[d.other];
          html.text(std::string(name(d.kind)) + ": ");
          html.link(report_link(one.uri, one.claim.n), speaker(one));
          html.text(" and ");
          html.link(report_link(other.uri, other.claim.n), speaker(other));
        });
    });
  }
  html.element("h2", "Statements");
  table(html, "Each thing said once, in the order of publication",
        {"", "Published", "Who", "Stance", "Words", "Report", "Copies"}, [&] {
          for (size_t i = 0; i < a.statements.size(); ++i) {
            const Statement& s = a.statements[i];
            const Member& m = members.claims[s.claim];
            html.row(7, [&](size_t column) {
              switch (column) {
                case 0:
                  return html.text(std::to_string(i + 1));
                case 1:
                  return html.text(m.published.value_or("").substr(0, 10));
                case 2: {
                  std::string who = speaker(m);
                  for (const ReadActor& via : m.claim.via) who += ", via " + name_of(via);
                  return html.text(who);
                }
                case 3:
                  return html.text(stance_word(m.claim) + (m.rejected   ? " (rejected in review)"
                                                           : m.accepted ? " (accepted in review)"
                                                                        : ""));
                case 4:
                  return html.element("q", m.claim.sentence.text);
                case 5:
                  return html.link(report_link(m.uri, m.claim.n), m.title.value_or(m.uri));
                default:
                  return html.text(s.copies.empty() ? "" : std::to_string(s.copies.size()));
              }
            });
          }
        });
  if (!a.view.others.empty()) {
    html.element("h2", "Beside it, coded by others");
    html.element("ul", {}, [&] {
      for (const OtherAccount& o : a.view.others)
        html.element("li", o.source + " " + o.key + ": " + o.kind + " at " + o.place + ", " + o.sides +
                               (o.best ? "; killed " + std::to_string(*o.best) : ""));
    });
  }
  return html.take();
}

std::string report_html(const ReportAnswer& a) {
  const Reading& r = a.report.reading;
  Html html;
  html.element("h1", r.title.value_or(r.uri));
  facts_of(html, r);
  if (a.report.superseded_by) html.element("p", "This version was superseded by a later one.");
  if (!a.copies.empty()) {
    html.element(
        "p", a.origin.empty() ? "Other reports repeat this one:" : "This report is a copy; its story is also told in:");
    html.element("ul", {}, [&] {
      for (const CopyOf& c : a.copies)
        html.element("li", {}, [&] {
          html.link(report_link(c.uri), c.title.value_or(c.uri));
          html.text(" " + c.outlet.value_or("") + " " + c.published.value_or("").substr(0, 10) +
                    (c.origin ? " (published first)" : ""));
        });
    });
  }
  if (a.versions.size() > 1) {
    html.element("p", "Versions of it:");
    html.element("ul", {}, [&] {
      for (const Version& v : a.versions)
        html.element("li", {}, [&] {
          html.link("/report?uri=" + encode_component(r.uri) + "&version=" + encode_component(v.digest),
                    "added " + v.added);
          html.text(v.current ? " (current)" : "");
        });
    });
  }
  for (const ReportDiff& d : a.differences) {
    if (d.gone.empty() && d.fresh.empty()) continue;
    html.element("p", d.kind == "copy" ? "What differs from " + d.uri + ":" : "What this version changed:");
    html.element("ul", {}, [&] {
      for (const ReportDiff::Line& line : d.gone) html.element("li", "gone: " + line.text);
      for (const ReportDiff::Line& line : d.fresh) html.element("li", "new: " + line.text);
    });
  }
  html.element("article", {}, [&] { text_of(html, r); });
  html.element("div", {{"class", "wide"}}, [&] { claims_of(html, r, a.incidents); });
  return html.take();
}

std::string paste_html() {
  Html html;
  html.element("h1", "Read a text");
  html.element("form", {{"method", "post"}, {"action", "/read"}, {"enctype", "multipart/form-data"}}, [&] {
    html.element("p", {}, [&] {
      html.element("label", {}, [&] {
        html.text("The text of a report, or of a saved page");
        html.raw("<br>");
        html.element("textarea", {{"name", "text"}, {"rows", "16"}, {"cols", "90"}}, [] {});
      });
    });
    html.element("p", {}, [&] {
      html.element("label", {}, [&] {
        html.text("or a file: ");
        html.open("input", {{"type", "file"}, {"name", "file"}});
      });
    });
    html.element("p", {}, [&] {
      field(html, "Published", "published", "text", "");
      field(html, "Outlet", "outlet", "text", "");
      html.element("button", "Read");
    });
  });
  html.element("p", "It is read on this machine, and kept nowhere.");
  return html.take();
}

std::string readings_html(const std::vector<Reading>& readings) {
  Html html;
  html.element("h1", "What it says");
  for (const Reading& r : readings) {
    if (r.title) html.element("h2", *r.title);
    facts_of(html, r);
    if (r.language != "en") html.element("p", "This report is not in English: no claims are looked for in it.");
    for (const Dispute& d : disputes(r)) {
      std::string line = "In dispute: claims";
      for (size_t claim : d.claims) line += fmt::format(" {}", r.claims[claim].n);
      html.element("p", line);
    }
    html.element("article", {}, [&] { text_of(html, r); });
    html.element("div", {{"class", "wide"}}, [&] { claims_of(html, r, {}); });
  }
  return html.take();
}

std::string search_html(const SearchAnswer& a) {
  Html html;
  html.element("h1", "Search");
  html.element("form", {{"method", "get"}, {"action", "/search"}, {"class", "filters"}}, [&] {
    field(html, "Words", "q", "search", a.words);
    html.element("label", {}, [&] {
      html.text("in ");
      html.element("select", {{"name", "in"}}, [&] {
        for (const char* in : {"claims", "reports"}) {
          Html::Attributes option{{"value", in}};
          if (a.claims == (std::string(in) == "claims")) option.emplace_back("selected", "selected");
          html.element("option", option, [&] { html.text(in); });
        }
      });
    });
    html.element("button", "Search");
  });
  if (!a.words.empty())
    table(html, count(static_cast<int64_t>(a.hits.size()), "find", "finds"),
          {"Published", "Report", "Words", "Incident"}, [&] {
            for (const Hit& h : a.hits)
              html.row(4, [&](size_t column) {
                switch (column) {
                  case 0:
                    return html.text(h.published.value_or("").substr(0, 10));
                  case 1:
                    return html.link(report_link(h.uri, h.n), h.title.value_or(h.uri));
                  case 2:
                    return html.text(h.snippet);
                  default:
                    if (!h.incident.empty()) html.link(incident_link(h.incident), h.incident);
                }
              });
          });
  return html.take();
}

std::string stats_html(const std::vector<std::pair<std::string, int64_t>>& counts) {
  Html html;
  html.element("h1", "What the ledger holds");
  table(html, "Counts", {"What", "How many"}, [&] {
    for (const auto& [what, n] : counts)
      html.row(2, [&, &what = what, &n = n](size_t column) { html.text(column == 0 ? what : std::to_string(n)); });
  });
  return html.take();
}

std::string timeline_html(const Members& totals) {
  Html html;
  html.element("h1", "Running tolls, by who gives them");
  table(html, "Totals that belong to no single incident", {"What", "Who", "Published", "Figure", "Words in"}, [&] {
    for (const TollHistory& h : toll_histories(totals))
      for (const TollHistory::Point& p : h.points) {
        const Member& m = totals.claims[p.claim];
        const ReadToll& t = m.claim.tolls[p.toll];
        html.row(5, [&](size_t column) {
          switch (column) {
            case 0:
              return html.text(h.what + " " + counted_things(t));
            case 1:
              return html.text(h.who);
            case 2:
              return html.text(m.published.value_or("").substr(0, 10));
            case 3:
              return html.text(figure(t));
            default:
              return html.link(report_link(m.uri, m.claim.n), m.title.value_or(m.uri));
          }
        });
      }
  });
  return html.take();
}

std::string decisions_html(const std::vector<Decision>& decisions) {
  Html html;
  html.element("h1", "What persons decided");
  table(html, "Decisions, the latest first", {"", "When", "Who", "What", "On", "Field", "Value", "Note", ""}, [&] {
    for (auto d = decisions.rbegin(); d != decisions.rend(); ++d)
      html.row(9, [&](size_t column) {
        switch (column) {
          case 0:
            return html.text(std::to_string(d->id));
          case 1:
            return html.text(d->at);
          case 2:
            return html.text(d->who);
          case 3:
            return html.text(d->verb);
          case 4:
            for (const Decision::On& on : d->claims) {
              html.link(report_link(on.uri, on.n), on.n > 0 ? fmt::format("{}:{}", on.uri, on.n) : on.uri);
              html.text(" ");
            }
            return html.text(d->merged);
          case 5:
            return html.text(d->field);
          case 6:
            return html.text(d->verb == "correct" ? d->value : d->into);
          case 7:
            return html.text(d->note);
          default:
            return html.text(d->taken_back_by ? fmt::format("taken back by {}", *d->taken_back_by) : "");
        }
      });
  });
  return html.take();
}

std::string page_html(const Frame& frame, const std::string& fragment) {
  Html html;
  html.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
  html.open("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  html.open("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
  html.element("title", frame.title + " · sayso");
  html.open("link", {{"rel", "icon"}, {"href", "/assets/icon.svg"}});
  html.open("link", {{"rel", "stylesheet"}, {"href", "/assets/app.css"}});
  html.element("script", {{"type", "module"}, {"src", "/assets/app.js"}}, [] {});
  html.raw("\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">To the content</a>\n<header class=\"bar\">");
  html.element("a", {{"class", "brand"}, {"href", "/"}}, [&] { html.text("sayso"); });
  html.element("nav", {{"aria-label", "Views"}}, [&] {
    static constexpr const char* kViews[][2] = {{"/incidents", "Incidents"},    {"/search", "Search"},
                                                {"/timeline", "Running tolls"}, {"/read", "Read a text"},
                                                {"/review", "Review"},          {"/stats", "Ledger"}};
    for (const auto& view : kViews) {
      if (!frame.ledger && std::string(view[0]) != "/read") continue;
      Html::Attributes attributes{{"href", view[0]}};
      if (frame.here == view[0]) attributes.emplace_back("aria-current", "page");
      html.element("a", attributes, [&] { html.text(view[1]); });
    }
  });
  html.raw(frame.as_is ? "</header>\n<main id=\"main\" data-plain>\n" : "</header>\n<main id=\"main\">\n");
  html.raw(fragment);
  html.raw("\n</main>\n</body>\n</html>\n");
  return html.take();
}

}  // namespace sayso::serve
