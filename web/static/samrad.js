// Everything works without this file. With it: a warning before unsaved answers are lost, signs left to write,
// focus on what is to be put right, and a button that prints.
"use strict";

const form = document.querySelector("[data-form]");
let changed = false;

if (form) {
  // A form that was given back holds what is saved nowhere.
  changed = "changed" in form.dataset;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    changed = false;
  });
}

window.addEventListener("beforeunload", (event) => {
  if (changed) {
    event.preventDefault();
  }
});

// A page that the browser brings back may be sent again.
window.addEventListener("pageshow", () => {
  if (form) {
    delete form.dataset.sent;
  }
});

// What was written stays with its place in the history, and that place is no longer one that a browser asks to
// send again. On the way back the words are laid in, with what they were written from: nobody is run over. The
// form's own id is not among that: what is sent from there is sent anew.
const OWN = ["guard", "request"];

function ticks(field) {
  return field.type === "checkbox" || field.type === "radio";
}

function written() {
  const fields = [...form.elements].filter((field) => field.name && field.type !== "submit" && !OWN.includes(field.name));
  return fields.map((field) => [field.name, field.value, ticks(field) && field.checked]);
}

function keptInHistory() {
  window.history.replaceState({ written: written() }, "");
}

function fieldOf(name, value) {
  const named = [...form.elements].filter((field) => field.name === name);
  return named.find((field) => !ticks(field) || field.value === value);
}

function laidBack(kept) {
  const fields = kept.map(([name, value, is]) => [fieldOf(name, value), value, is]).filter(([field]) => field);
  const differs = ([field, value, is]) => (ticks(field) ? field.checked !== is : field.value !== value);
  if (!fields.some((one) => one[0].type !== "hidden" && differs(one))) {
    return;
  }
  for (const [field, value, is] of fields) {
    if (ticks(field)) {
      field.checked = is;
    } else {
      field.value = value;
    }
  }
  changed = true;
  const told = document.createElement("p");
  told.className = "notice";
  told.setAttribute("role", "status");
  told.textContent = form.dataset.again;
  form.before(told);
}

// A page that answers what was sent: on the way back it is fetched, and nothing is sent again.
if (document.querySelector("[data-answered]")) {
  window.history.replaceState(null, "");
}

if (form && "again" in form.dataset) {
  const kept = window.history.state && window.history.state.written;
  if (changed) {
    keptInHistory();
  } else if (kept) {
    laidBack(kept);
  }
  if (changed || kept || "keeps" in form.dataset) {
    form.addEventListener("change", keptInHistory);
  }
}

// Beside a field there is room for a text on a wide screen; on a narrow one it would stand in the way.
if (window.matchMedia("(max-width: 40rem)").matches) {
  document.querySelectorAll("[data-folds]").forEach((one) => { one.open = false; });
}

function counted(field) {
  const most = Number(field.dataset.most);
  const shown = document.createElement("p");
  shown.className = "hint counter";
  shown.id = `left-${field.id}`;
  // Read out when one pauses, not at every sign.
  const spoken = document.createElement("p");
  spoken.className = "unseen";
  spoken.setAttribute("role", "status");
  field.after(shown, spoken);
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") || ""} ${shown.id}`.trim());
  let pause = 0;
  const count = () => {
    const left = most - [...field.value].length;
    const signs = Math.abs(left).toLocaleString("sv-SE");
    const told = left < 0 ? `${signs} tecken för mycket` : `${signs} tecken kvar`;
    shown.textContent = field.value ? told : "";
    shown.classList.toggle("over", left < 0);
  };
  field.addEventListener("input", () => {
    count();
    window.clearTimeout(pause);
    pause = window.setTimeout(() => { spoken.textContent = shown.textContent; }, 1000);
  });
  count();
}

document.querySelectorAll("[data-most]").forEach(counted);

// The page asks for this focus itself; browsers that do not know how to give it get help.
const problems = document.getElementById("fel");
window.addEventListener("load", () => window.setTimeout(() => {
  if (problems && !window.location.hash && document.activeElement === document.body) {
    problems.focus();
  }
}, 100));

document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
