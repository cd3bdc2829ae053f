import assert from "node:assert/strict";
import { test } from "node:test";

import { JSDOM } from "jsdom";

import { parse } from "../src/fragment.ts";

const { window } = new JSDOM("<!doctype html><html><body></body></html>");
const { document } = window;
Object.assign(globalThis, {
  document, Node: window.Node, Element: window.Element, Comment: window.Comment, NodeFilter: window.NodeFilter, Range: window.Range,
});
const { Marks } = await import("../src/stage/frame/marks.ts");
const { Writer } = await import("../src/stage/frame/write.ts");

const name = "mark0123456789abcdef";
const m = (id: string, inner: string) => `<!--${name}+${id}-->${inner}<!--${name}-${id}-->`;

function show(markup: string) {
  document.body.replaceChildren(document.createRange().createContextualFragment(markup));
  const marks = new Marks(name);
  marks.find();
  return { marks, writer: new Writer(marks) };
}

// eslint-disable-next-line no-restricted-properties -- it is only read
const markup = () => document.body.innerHTML;
const shown = () => markup().replace(new RegExp(`<!--${name}[^>]*-->| data-${name}="[^"]*"`, "g"), "");

test("a text is written with the page's own elements as its codes, in any order", () => {
  const { writer } = show(`<p>${m("u1.1", 'One <b class="x">bold</b> and <a href="/y">a <i>link</i></a> <img src="t.png">.')}</p>`);
  const names = { 1: "b", 2: "a", 3: "i", 4: "img" };
  const was = parse("One <1>bold</1> and <2>a <3>link</3></2> <4/>.");
  assert.equal(writer.text("u1.1", was, parse("<4/> <2>El <3>enlace</3></2> y <1>negrita</1> &lt;b&gt;"), names), true);
  assert.equal(shown(), '<p><img src="t.png"> <a href="/y">El <i>enlace</i></a> y <b class="x">negrita</b> &lt;b&gt;</p>');
  // A code that is missing for a moment comes back.
  assert.equal(writer.text("u1.1", was, parse("Solo"), names), true);
  assert.equal(shown(), "<p>Solo</p>");
  assert.equal(writer.text("u1.1", was, parse("<1>otra vez"), names), true);
  assert.equal(shown(), '<p><b class="x">otra vez</b></p>');
});

test("numbers that the server keeps in their direction are no codes", () => {
  const { writer } = show(`<p dir="rtl">${m("u1.1", 'هاتف <bdi dir="ltr">+49 30</bdi> <b>مهم</b>')}</p>`);
  assert.equal(writer.text("u1.1", parse("هاتف +49 30 <1>مهم</1>"), parse("<1>مهم</1> جدا"), { 1: "b" }), true);
  assert.equal(shown(), '<p dir="rtl"><b>مهم</b> جدا</p>');
});

test("where the markup is not what the text says, the page is left alone", () => {
  const page = `<p>${m("u1.1", "One <b>bold</b>")}</p>`;
  for (const was of ["One", "One <1/>", "<1>One</1> <2/>", "One <2>bold</2>"]) {
    const { writer } = show(page);
    assert.equal(writer.text("u1.1", parse(was), parse("Otro"), { 1: "b", 2: "i" }), was === "One <1/>", was);
  }
  const { writer } = show(`<p><!--${name}+u1.1-->One</p><p>two<!--${name}-u1.1--></p>`);
  assert.equal(writer.text("u1.1", parse("One"), parse("Otro"), {}), false);
  assert.equal(writer.text("unknown", parse("One"), parse("Otro"), {}), false);
});

test("a unit is put in as the server made it, and its marks are found again", () => {
  const { marks, writer } = show(`<p>a ${m("u1.1", "One.")} ${m("u1.2", "Two.")} z</p>`);
  const html = `${m("u1.1", "Uno.")} ${m("u1.2", `Dos <img data-${name}="u2.1=alt" alt="remolcador">`)}`;
  assert.equal(writer.unit({ first: "u1.1", last: "u1.2", html }, ["u1.1", "u1.2"]), true);
  assert.equal(shown(), '<p>a Uno. Dos <img alt="remolcador"> z</p>');
  assert.equal(marks.range("u1.2")?.toString(), "Dos ");
  assert.equal(marks.tags.get("u2.1")?.attribute, "alt");
  assert.equal(writer.unit({ first: "u9.1", last: "u9.1", html: "" }, []), false);
});

test("texts in tags are written as values, and nothing but words can be", () => {
  const { marks, writer } = show(`<img data-${name}="u1.1=alt" alt="One"><a data-${name}="u2.1=onclick u3.1=srcdoc u4.1=href" href="/x">y</a>`);
  assert.equal(writer.text("u1.1", parse("One"), parse('Uno "&lt;b&gt;'), {}), true);
  assert.equal(document.querySelector("img")?.alt, 'Uno "<b>');
  for (const id of ["u2.1", "u3.1", "u4.1"]) {
    writer.text(id, [], parse("javascript:evil()"), {});
    writer.unit({ first: id, last: id, inTag: true, attribute: marks.tags.get(id)?.attribute ?? "", text: "javascript:evil()" }, []);
  }
  assert.ok(!markup().includes("evil"));
});

test("the innermost segment at a place is found, and none outside", () => {
  const { marks } = show(`<p id="p">before ${m("u1.1", `One <span>${m("u2.1", "in")}</span> more`)} after</p>`);
  const find = (text: string) => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let n = walk.nextNode(); n; n = walk.nextNode()) if (n.nodeValue?.includes(text)) return marks.at(n, 1);
    return assert.fail(text);
  };
  assert.deepEqual(["before", "One", "in", "more", "after"].map(find), [undefined, "u1.1", "u2.1", "u1.1", undefined]);
});

test("names in the page don't stand in the way", () => {
  const { marks, writer } = show(`<form><input name="parentNode"><input name="getAttribute"><input name="nextSibling">${m("u1.1", "One")}</form>` +
    '<img name="createRange"><img name="createTreeWalker"><img name="documentElement">');
  assert.equal(marks.range("u1.1")?.toString(), "One");
  assert.equal(writer.text("u1.1", parse("One"), parse("Uno"), {}), true);
  assert.ok(shown().includes("Uno</form>"));
});
