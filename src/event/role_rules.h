// Plain rules of who did it and to whom, which hold whatever the learned weights of role_choice.h say.
//
// In: an event, a noun phrase of its sentence, what a frame and the weights say the phrase is to it. Out: what it is,
// and the name of the rule that said so. The rules stand in one table, in the order in which they are asked
// (role_rules.cc); each looks at what those before it left.
#pragma once

#include <string_view>

#include "event/context.h"
#include "event/event.h"
#include "event/kinds.h"

namespace sayso {

enum class Role : uint8_t { none, by, on };

// An event whose doers and targets are asked for.
struct RoleQuestion {
  const EventContext& context;
  const EventWords& words;
  const Kinds& kinds;
  const Event& event;
  std::string_view form;                             // of its trigger: "active", "passive", "noun", "adjective"
  TokenIndex charged = kNoToken, blamed = kNoToken;  // who is accused of it (participants.h)
  TokenIndex under_fire = kNoToken;                  // who came under it

  const Parse& parse() const { return context.parse; }
};

// A phrase, and what is said of it so far.
struct RoleAnswer {
  const Participant& who;
  Role ruled = Role::none;   // what a rule's frame makes of it
  Role chosen = Role::none;  // what the weights do, or the rules asked before
  bool has_doer = false;     // the event has one already
};

// What the phrase is.
Role corrected(const RoleQuestion& question, RoleAnswer answer);

// Takes out of the event's doers and targets those whom others that stand there leave no place: "men on motorbikes".
void leave_out_others(const RoleQuestion& question, Event& event);

}  // namespace sayso
