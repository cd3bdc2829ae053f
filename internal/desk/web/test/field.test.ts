import assert from "node:assert/strict";
import { test } from "node:test";

import { fromDoc, toDoc } from "../src/edit/field.ts";

test("the field's document is the text, whatever stands in it", () => {
  for (const s of ["", "a <1>b</1><2/>", "&lt;1&gt; &amp;amp;", "<1></1>", "‏مرحبا <1/> 214"]) assert.equal(fromDoc(toDoc(s)), s);
});
