"""The app as its first user sees it: in Russian, on a Russian keyboard."""


def test_agenda_and_explanation_are_russian_and_cyrillic_keys_move(run):
    async def steps(user):
        assert "Повестка" in user.screen
        assert "СНАЧАЛА ВЫЯСНИТЬ" in user.screen
        assert "Когда дело поступило в прокуратуру?" in user.screen
        await user.on("Пересмотр в сторону ухудшения")
        await user.press("enter")
        assert "КАК СЧИТАЛОСЬ" in user.screen
        assert "вступление приговора в законную силу" in user.screen
        await user.press("ы")  # the place of s
        assert user.place == "Cases"
        assert "Дела" in user.screen

    run(steps, lang="ru")


def test_a_form_says_in_russian_what_an_uncertain_date_means(run):
    async def steps(user):
        await user.on("Когда дело поступило в прокуратуру?")
        await user.press("к")  # the place of r
        assert "записать событие" in user.screen
        await user.type("2021-02")
        assert "какой-то день месяца: февраль 2021" in user.screen
        assert "ЧТО СДВИНЕТСЯ" in user.screen

    run(steps, lang="ru")
