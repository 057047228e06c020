package sandbox

import (
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
	"netanswer/shared/money"
)

// What the card of a case does beside ordinary shopping. All of it follows from account and date alone, as life.go's does:
// what was told once is told the same ever after.

// longestPlan is how many months a purchase may still be paid after it.
const longestPlan = 26

// begun is when the revolving balances of this world began: each is worked out from there.
var begun = japan.Month{Year: 2024, Month: time.January}

// revolvingPayment is what is paid back a month.
const revolvingPayment = 25_000

// handling is what a use in another currency costs, in hundredths of a percent of its yen.
const handling = 385

// events are what happens in a month to an account with such traits.
func events(account uint64, m japan.Month, t traits) []use {
	var us []use
	if t.plans {
		us = append(us, planned(throw(forPlan, account, number(m)), m)...)
	}
	if t.revolving {
		us = append(us, revolved(throw(forRevolving, account, number(m)), m)...)
	}
	if t.abroad {
		us = append(us, travelled(throw(forTrip, account, number(m)), m)...)
	}
	if t.disputes {
		us = append(us, disputed(account, m)...)
	}
	if t.annualFee > 0 && int(m.Month) == feeMonth(account) {
		us = append(us, event(m.On(15), issuer.AnnualFee, "年会費", "fees", t.annualFee))
	}
	return us
}

// feeMonth is the month in which the annual fee is charged, 1-12.
func feeMonth(account uint64) int { return throw(forFee, account).between(1, 12) }

// number names a month for the dice.
func number(m japan.Month) uint64 { return uint64(m.Year)*12 + uint64(m.Month) }

func event(day japan.Date, kind issuer.Kind, merchant, category string, amount int) use {
	return use{Use: issuer.Use{Date: day, Kind: kind, Merchant: merchant, Category: category, Amount: amount, Way: issuer.Once}}
}

// planned are purchases that are not paid at once: in two every third month, in instalments every fourth, by bonus where
// the window is open.
func planned(d *dice, m japan.Month) []use {
	day := func() japan.Date { return m.On(d.between(1, 28)) }
	var us []use
	if m.Month%3 == 0 {
		u := event(day(), issuer.Purchase, "ﾖｳﾌｸﾉｲﾄｸﾞﾁ ｴｷﾏｴﾃﾝ", "fashion", d.between(24_000, 58_000))
		u.Way, u.parts = issuer.Twice, money.Twice(u.Date, u.Amount)
		us = append(us, u)
	}
	if m.Month%4 == 1 {
		u := event(day(), issuer.Purchase, "家電のあかり 本店", "home", d.between(60, 180)*1_000+980)
		u.Way, u.parts = issuer.Instalments, inParts(money.ShoppingMonth(u.Date), u.Amount, pick(d, []int{3, 6, 10, 12, 24}))
		us = append(us, u)
	}
	if m.Month == time.March || m.Month == time.September || m.Month == time.October {
		u := event(day(), issuer.Purchase, "旅のまど", "travel", d.between(38, 124)*1_000)
		if u.parts = money.Bonus(u.Date, u.Amount); u.parts != nil {
			u.Way = issuer.Bonus
			us = append(us, u)
		}
	}
	return us
}

// revolved are purchases into the revolving balance: of a year less than its payments.
func revolved(d *dice, m japan.Month) []use {
	var us []use
	if m.Month%4 == 2 {
		us = append(us, event(m.On(d.between(1, 28)), issuer.Purchase, "インテリア 月の舟 川端店", "home", d.between(52, 96)*1_000+800))
	}
	if d.chance(45) {
		us = append(us, event(m.On(d.between(1, 28)), issuer.Purchase, "ｽﾎﾟｰﾂﾉ ﾐﾈ ｵﾝﾗｲﾝ", "leisure", d.between(40, 110)*100+80))
	}
	for n := range us {
		us[n].Way = issuer.Revolving
	}
	return us
}

// currencies are those of this world with the yen of 2026 or so.
var currencies = []struct {
	name       string
	decimals   int
	yen        int // ten-thousandths
	low, high  int // units
	shop, hall string
}{
	{"USD", 2, 1_524_000, 1_200, 24_000, "BLUE HARBOR COFFEE HONOLULU HI", "PALM COURT HOTEL HONOLULU HI"},
	{"EUR", 2, 1_765_000, 900, 18_000, "LIBRAIRIE DU CERISIER LYON", "HOTEL DES TROIS LAMPES LYON"},
	{"KRW", 0, 1_090, 8_000, 160_000, "HANEUL MARKET SEOUL", "DALBIT GUESTHOUSE SEOUL"},
	{"GBP", 2, 2_031_000, 800, 14_000, "OLD LANTERN BOOKS YORK", "THE WILLOW INN YORK"},
	{"TWD", 2, 48_600, 9_000, 320_000, "SHANYUE TEA HOUSE TAIPEI", "LANTERN STREET HOTEL TAIPEI"},
}

// travelled are a subscription in dollars and, four times a year, a journey: a hotel, shops, and one thing given back.
func travelled(d *dice, m japan.Month) []use {
	abroad := func(day japan.Date, kind issuer.Kind, c int, merchant, category string, units int) use {
		of := currencies[c]
		f := issuer.Foreign{Currency: of.name, Units: units, Decimals: of.decimals, Rate: of.yen * d.between(970, 1030) / 1000, RateOn: day.AddDays(1)}
		yen := convert(f)
		f.Fee = yen * handling / 10_000
		u := event(day, kind, merchant, category, yen+f.Fee)
		u.Foreign = f
		return u
	}
	us := []use{abroad(m.On(d.between(3, 8)), issuer.Purchase, 0, "CLOUD SHELF INC. SEATTLE WA", "telecom", 1_199)}
	if m.Month%3 != 2 {
		return us
	}
	c, first := d.n(len(currencies)), d.between(1, 20)
	of := currencies[c]
	us = append(us, abroad(m.On(first+4), issuer.Purchase, c, of.hall, "travel", of.high*2))
	for n := range d.between(4, 8) {
		us = append(us, abroad(m.On(first+n%5), issuer.Purchase, c, of.shop, "travel", d.between(of.low, of.high)))
	}
	back := us[len(us)-1]
	return append(us, abroad(m.On(first+7), issuer.Refund, c, back.Merchant, "travel", -back.Foreign.Units))
}

// convert is what units of a currency are in yen, rounded down in their size.
func convert(f issuer.Foreign) int {
	whole := 10_000
	for range f.Decimals {
		whole *= 10
	}
	return f.Units * f.Rate / whole
}

// disputed is one large purchase every third month and what becomes of it: the shop takes it back, or the issuer does when
// it was never delivered, two months later.
func disputed(account uint64, m japan.Month) []use {
	of := func(m japan.Month) use {
		d := throw(forDispute, account, number(m))
		return event(m.On(d.between(12, 24)), issuer.Purchase, "ネットの蔵前堂", "other", d.between(120, 180)*1_000)
	}
	switch m.Month % 3 {
	case 0:
		return []use{of(m)}
	case 2:
		bought := of(m.Add(-2))
		kind := issuer.Chargeback
		if bought.Date.Month%2 == 0 {
			kind = issuer.Refund
		}
		return []use{event(m.On(bought.Date.Day), kind, bought.Merchant, bought.Category, -bought.Amount)}
	}
	return nil
}

// crowd are the uses of one day of a card that is used for nothing but small things. Every third statement has exactly the
// number of the traits, the others a hundredth of it.
func crowd(account uint64, size int, day japan.Date) []use {
	m := money.ShoppingMonth(day)
	if m.Month%3 != 0 {
		size /= 100
	}
	from, to := money.ShoppingCycle(m)
	days, n := money.Days(from, to)+1, money.Days(from, day)
	d := throw(forCrowd, account, number(m), uint64(n))
	us := make([]use, (n+1)*size/days-n*size/days)
	for i := range us {
		t := &trades[d.n(3)]
		us[i] = event(day, issuer.Purchase, pick(d, t.names), t.category, d.between(110, 880))
	}
	return us
}
