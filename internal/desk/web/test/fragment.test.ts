import assert from "node:assert/strict";
import { test } from "node:test";

import { format, missing, parse, plain, tags } from "../src/fragment.ts";

test("the notation is read and written as the server does", () => {
  for (const s of ["", "a", "a <1>b</1> c<2/>", "1 &lt; 2 &amp; 3 &gt; 2", "&lt;1&gt; is no code", "</1><2/><1>"]) {
    assert.equal(format(parse(s)), s);
  }
});

test("what is no well-formed code is text", () => {
  for (const s of ["<0>", "<01>", "<a>", "< 1>", "<1", "</1/>", "<1234567890>", "&nbsp;", "&"]) {
    assert.deepEqual(tags(s), [], s);
    assert.equal(plain(s), s);
  }
});

test("missing codes are counted one by one", () => {
  assert.deepEqual(missing("<1>a</1> <2/><2/>", "<1>b <2/>"), ["</1>", "<2/>"]);
  assert.deepEqual(missing("a", "<1>b"), []);
});
