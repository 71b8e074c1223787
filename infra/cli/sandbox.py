"""`peptalk sandbox`: stand-ins for the vendors, over any folder of PubMed XML."""

from pathlib import Path
from typing import Annotated

import typer

from infra.sandbox import samples, server

Corpus = Annotated[Path, typer.Option("--corpus", help="A folder of PubMed XML files.")]
Port = Annotated[int, typer.Option("--port", min=0, max=65_535, help="0 takes a free port.")]
Latency = Annotated[float, typer.Option("--latency", min=0, help="Seconds that the model stand-ins think.")]


def command(corpus: Corpus = samples.CORPUS, port: Port = 8788, latency: Latency = 0.0) -> int:
    """Serve NCBI, Anthropic and OpenAI stand-ins on loopback and print the lines that point PepTalk at them."""
    return server.run(corpus, port, latency)
