"""How many mails to sign in one network can have sent, and what that leaves to everybody else."""

from rigs.mailed import ask, client_of, press

from shared.domain.accounts.sign_in import USUAL
from shared.platform.ports import Platform, Statement


async def test_one_network_cannot_use_up_the_mails_of_a_reader_elsewhere(api: Platform):
    async with client_of(api, "198.51.100.7") as stranger, client_of(api, "203.0.113.9") as reader:
        for _ in range(USUAL.network_hour):
            await ask(api, stranger)
        id = await ask(api, reader)

        sent = await api.db.all(Statement("SELECT id FROM sign_ins WHERE withheld IS NULL"))
        assert len(sent) == USUAL.address_network_hour + 1
        assert (await press(reader, id)).status_code == 303
