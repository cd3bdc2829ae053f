"""A worker with an engine of one's own, for Dragoman's provider "activity".

It "translates" by a list of three words; put your engine in its place. docs/providers.md has the contract.

    dragoman.yaml:  providers: {activity: {queue: my-engine}}
    then:           pip install temporalio && TEMPORAL_ADDRESS=127.0.0.1:7233 python worker.py
"""

import asyncio
import os

from temporalio import activity
from temporalio.client import Client
from temporalio.exceptions import ApplicationError
from temporalio.worker import Worker

WORDS = {"Good morning": "Buenos días", "river": "río", "house": "casa"}


def translate(text: str) -> dict:
    """Answers one text: its translation, or why there is none."""
    translated = text  # the marks <1>…</1> and <2/> stay where they are
    for source, target in WORDS.items():
        translated = translated.replace(source, target)
    if translated == text:
        return {"error": "not a word of it is known"}
    return {"text": translated}


@activity.defn(name="TranslateTexts")
async def translate_texts(batch: dict) -> dict:
    if batch["version"] != 1 or (batch["source"], batch["target"]) != ("en", "es"):
        # A pair that the engine does not have goes to the next one in the chain.
        raise ApplicationError("English into Spanish only", type="ProviderPair", non_retryable=True)
    return {"answers": [translate(text) for text in batch["texts"]]}


async def main() -> None:
    client = await Client.connect(os.environ.get("TEMPORAL_ADDRESS", "127.0.0.1:7233"))
    await Worker(client, task_queue="my-engine", activities=[translate_texts]).run()


if __name__ == "__main__":
    asyncio.run(main())
